/** Brings the labels of one run to the matched features of another, as suggestions. */
import type { Checked } from '../../../contract/calls/index'
import type { ComparedBy } from '../../../contract/records/studies/compare'
import type { FollowReport } from '../../../contract/records/suggestion'
import { LoupeError } from '../../../contract/wire/errors'
import { followed } from '../../analysis/suggestions/following'
import type { Studies } from '../jobs/studies'
import type { OpenProject } from '../projects/open-projects'
import { analysisOf } from '../services/analysis-of'
import { type RunMatching, runMatching, type Watched } from './run-matching'

type Asked = Omit<Checked<'labels.follow'>, 'project'>

export async function followLabels(
  project: OpenProject,
  studies: Studies,
  { run, from, by, cosineFrom, correlationFrom }: Asked,
  watched: Watched
): Promise<FollowReport> {
  const { store } = project
  if (run === from)
    throw new LoupeError('usage', 'The labels of a run can not follow to the run itself', { hint: 'Name another run.' })
  for (const one of [from, run]) analysisOf(store, one)
  const minimum = { 'decoder-cosine': cosineFrom, 'activation-correlation': correlationFrom }
  const matchings = await matchingsOf(project, studies, { run, from, by }, watched)
  const { suggestions, ...told } = followed(
    store.labels.touched(from),
    { run: from, name: store.runs.get(from).name },
    matchings.map((matching) => ({ ...matching, minimum: minimum[matching.by] }))
  )
  const { added, unchanged, withdrawn } = store.suggestions.replace(run, { source: 'match', origin: from }, suggestions)
  const features = Uint32Array.from(new Set(suggestions.map(({ feature }) => feature))).sort()
  const onLabeled = store.labels
    .many(
      run,
      suggestions.map(({ feature }) => feature)
    )
    .filter(({ label }) => label !== '').length
  return {
    matchings: matchings.map(({ by, study, studyRun, method, sampleRows }) => ({
      by,
      minimum: minimum[by],
      study,
      studyRun,
      method,
      sampleRows
    })),
    ...told,
    followed: suggestions.length,
    added,
    unchanged,
    withdrawn,
    onLabeled,
    features
  }
}

/** By cosine first, then by co-firing; one of them where it is named, or where the decoders are not alike. */
async function matchingsOf(
  project: OpenProject,
  studies: Studies,
  { run, from, by }: { run: string; from: string; by?: ComparedBy | undefined },
  watched: Watched
): Promise<RunMatching[]> {
  const first = await runMatching(project, studies, { from, run, by }, watched)
  if (by !== undefined || first.by === 'activation-correlation') return [first]
  return [first, await runMatching(project, studies, { from, run, by: 'activation-correlation' }, watched)]
}
