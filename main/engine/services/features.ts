/** Calls about the features of an analyzed run: lists come from the store, pages are put together from three sources. */
import type { FeaturePage } from '../../../contract/records/feature'
import { LoupeError } from '../../../contract/wire/errors'
import { histogramEdges } from '../../analysis/passes/histogram'
import type { AreaHandlers } from '../connections/handlers'
import type { Core } from '../core'
import type { OpenProject } from '../projects/open-projects'
import { type ExampleSources, examplesOf, intervalsOf } from './examples-of'

export function featureService(core: Core): AreaHandlers<'features'> {
  return {
    'features.ids': async ({ project, run, ...query }, { holder }) => {
      const { store } = await core.projects.get(project, holder)
      const summary = analysisOf(store, run)
      const { statuses, ...rest } = query
      const ids = store.features.ids({ run, ...rest, ...(statuses ? { statuses } : {}) })
      return { ids: new Uint32Array(ids), total: summary.features }
    },
    'features.rows': async ({ project, run, features }, { holder }) => {
      const { store } = await core.projects.get(project, holder)
      analysisOf(store, run)
      return store.features.rows(run, features)
    },
    'features.page': async ({ project, run, feature, context }, { holder }) =>
      featurePage(await core.projects.get(project, holder), run, feature, context)
  }
}

function analysisOf(store: OpenProject['store'], run: string) {
  const { name } = store.runs.get(run)
  const summary = store.features.analysis(run)
  if (summary) return summary
  throw new LoupeError('not-found', `Run ${name} has no analysis yet`, { hint: 'Analyze it first.' })
}

async function featurePage(project: OpenProject, run: string, feature: number, context: number): Promise<FeaturePage> {
  const { store, indexes } = project
  const { folder } = analysisOf(store, run)
  const evidence = store.features.evidence(run, feature)
  const [index, activations] = await Promise.all([indexes.rowIndex(store.runs.get(run).dataset), indexes.activationIndex(folder)])
  const sources: ExampleSources = { index, postings: await activations.postings(feature), context }
  const [top, random, intervals] = await Promise.all([
    examplesOf(evidence.top.rows, sources),
    examplesOf(evidence.random.rows, sources),
    intervalsOf(evidence.intervals, evidence.row, sources)
  ])
  return {
    ...evidence.row,
    run,
    rows: evidence.rows,
    massRank: evidence.massRank,
    l0Share: evidence.l0Share,
    histogram: { edges: [...histogramEdges(evidence.row.max)], counts: [...evidence.histogram] },
    neighbors: evidence.neighbors,
    examples: { top, random, intervals },
    notes: evidence.notes
  }
}
