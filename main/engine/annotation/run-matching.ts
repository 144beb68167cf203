/** How the features of two runs match: a kept comparison of the two, whichever was asked about, or a new one. */
import type { Progress } from '../../../contract/records/basics'
import type { CompareAnswer, ComparedBy } from '../../../contract/records/studies/compare'
import { CompareAnswer as CompareAnswerSchema } from '../../../contract/records/studies/compare'
import type { Study } from '../../../contract/records/studies/study'
import { LoupeError } from '../../../contract/wire/errors'
import { readStudyAnswer, studySlice } from '../../store/files/study-folder'
import type { Studies } from '../jobs/studies'
import type { OpenProject } from '../projects/open-projects'

export interface RunMatching {
  by: ComparedBy
  study: string
  studyRun: string
  method: CompareAnswer['method']
  sampleRows: number
  /** [features of the run that is matched], −1 where there is none. */
  partner: Int32Array
  similarity: Float32Array
  /** NaN where they are not known. */
  cosine: Float32Array
  correlation: Float32Array
}

export interface Wanted {
  /** The run whose features look for partners, and the one where they look. */
  from: string
  run: string
  /** The usual one when left out. */
  by?: ComparedBy | undefined
}

export interface Watched {
  signal: AbortSignal
  progress(progress: Progress): void
}

/** In an array of partners: there is none. */
const none = 0xffffffff

/** Throws cancelled, what ended the comparison, and what a comparison refuses. */
export async function runMatching(
  project: OpenProject,
  studies: Studies,
  wanted: Wanted,
  watched: Watched
): Promise<RunMatching> {
  const kept = await keptComparison(project, wanted)
  if (kept) return kept
  // About the run that a person looks at, so that its comparison with the other one is there afterwards.
  const { run, from: other, by } = wanted
  const study = await studies.answer(project, run, { kind: 'compare', other, ...(by === undefined ? {} : { by }) }, watched)
  const answer = await comparisonOf(project, study)
  if (!answer) throw new LoupeError('damaged', 'The comparison of the runs can not be read', { hint: 'Try again.' })
  return matchingFrom(project, study, answer, wanted)
}

/** The latest that is not stale, about either of the two; correlations of the matched pairs are in each. */
async function keptComparison(project: OpenProject, wanted: Wanted): Promise<RunMatching | undefined> {
  const runs = [wanted.from, wanted.run]
  for (const { id, run, question, stale } of project.store.studies.list()) {
    if (stale || question.kind !== 'compare' || !runs.includes(run) || !runs.includes(question.other)) continue
    const answer = run === question.other ? undefined : await comparisonOf(project, { id, run })
    if (answer && isWanted(answer, question.by, wanted.by)) return matchingFrom(project, { id, run }, answer, wanted)
  }
  return undefined
}

/** The usual one is by cosine where both are dictionaries of one kind. */
function isWanted({ similarity, a, b }: CompareAnswer, asked: ComparedBy | undefined, wanted: ComparedBy | undefined): boolean {
  if (wanted !== undefined) return similarity === wanted
  return asked === undefined || (similarity === 'decoder-cosine' && a.dictionaryKind === b.dictionaryKind)
}

async function comparisonOf({ store }: OpenProject, { id, run }: Pick<Study, 'id' | 'run'>): Promise<CompareAnswer | undefined> {
  const value = await readStudyAnswer(store.layout.studyFolder(run, id)).catch(() => undefined)
  return CompareAnswerSchema.safeParse(value).data
}

async function matchingFrom(
  { store }: OpenProject,
  { id, run }: Pick<Study, 'id' | 'run'>,
  { similarity: by, method, sampleRows, a, b }: CompareAnswer,
  { from }: Wanted
): Promise<RunMatching> {
  const folder = store.layout.studyFolder(run, id)
  const read = async (array: string) =>
    (await studySlice(folder, { array, from: 0, count: a.dSae, mostBytes: Number.MAX_SAFE_INTEGER })).values
  const partners = Int32Array.from(await read('partner'), (partner) => (partner === none ? -1 : partner))
  const [similarity, correlation] = (await Promise.all(['similarity', 'correlation'].map(read))) as Float32Array[]
  const cosine = by === 'decoder-cosine' ? similarity : await cosinesOf(read, a.dSae)
  const found = { by, study: id, studyRun: run, method, sampleRows }
  if (a.run === from) return { ...found, partner: partners, similarity, cosine, correlation }
  const partner = inverse(partners, b.dSae)
  const turned = (values: Float32Array) => Float32Array.from(partner, (other) => (other < 0 ? Number.NaN : values[other]))
  return { ...found, partner, similarity: turned(similarity), cosine: turned(cosine), correlation: turned(correlation) }
}

/** An answer of an older Loupe has none, nor has one of dictionaries whose decoders are not alike. */
async function cosinesOf(read: (array: string) => Promise<Float32Array | Uint32Array>, count: number): Promise<Float32Array> {
  try {
    return (await read('cosine')) as Float32Array
  } catch (thrown) {
    if (thrown instanceof LoupeError && thrown.code === 'not-found') return new Float32Array(count).fill(Number.NaN)
    throw thrown
  }
}

function inverse(partners: Int32Array, count: number): Int32Array {
  const found = new Int32Array(count).fill(-1)
  partners.forEach((partner, feature) => {
    if (partner >= 0) found[partner] = feature
  })
  return found
}
