/**
 * What a model is shown of a feature: examples with activations, and held-out rows without. A held-out row lies in the context of no
 * example; a silent one has no active token in its context either, since the model judges all of the text it is shown.
 */
import type { Postings } from '../../../contract/records/arrays'
import type { DraftEvidence } from '../../../contract/records/draft'
import { activationsOn } from '../../analysis/examples/activations-on'
import { type ChosenRow, chooseRows } from '../../analysis/quiz/choose-rows'
import type { RowIndex } from '../../datasets/index'
import type { FeatureMaterial } from '../../drafting/index'
import { mixSeeds } from '../../maths/random'
import type { FeatureEvidence } from '../../store/feature-records'
import type { ActivationIndex } from '../../store/files/activation-index/reader'
import { examplesOf } from '../services/examples-of'

/** What the analysis keeps of a feature, as far as it is needed here. */
export interface DraftedRows {
  feature: number
  max: number
  top: Uint32Array
  /** The lowest first. */
  intervals: Uint32Array[]
  neighbors: number[]
}

export interface DraftSources {
  index: RowIndex
  activations: Pick<ActivationIndex, 'postings'>
  /** [rows of the data set] how each is used. */
  uses: Uint8Array
  /** [rows of the data set] ordinals, −1 where there is none. */
  documents: Int32Array
}

/** Of all rows of an index, as long as it is open. */
export async function draftSources(index: RowIndex, activations: DraftSources['activations']): Promise<DraftSources> {
  const [uses, documents] = await Promise.all([index.uses(0, index.rows), index.documents(0, index.rows)])
  return { index, activations, uses, documents }
}

/** Rows drawn for each that is wanted: most silent ones of a dense feature have an active token nearby. */
const candidateShare = 20
/** Nearest features whose rows may be near misses. */
const mostNeighbors = 5

export function draftedRows({ row, top, intervals, neighbors }: FeatureEvidence): DraftedRows {
  return {
    feature: row.feature,
    max: row.max,
    top: top.rows,
    intervals: intervals.map(({ rows }) => rows),
    neighbors: neighbors.slice(0, mostNeighbors).map(({ feature }) => feature)
  }
}

/** The same rows each time it is asked. */
export async function featureMaterial(
  given: DraftedRows,
  evidence: DraftEvidence,
  sources: DraftSources
): Promise<FeatureMaterial> {
  const { index, activations } = sources
  const postings = await activations.postings(given.feature)
  const shown = shownRows(given, evidence)
  const near = evidence.detectRows === 0 ? [] : await Promise.all(given.neighbors.map((feature) => activations.postings(feature)))
  const candidates = chooseRows({
    postings,
    neighbors: near,
    uses: sources.uses,
    documents: sources.documents,
    seen: contextsOf(shown, evidence.context),
    // What is near is seen, here.
    nearSeen: new Set(),
    seed: mixSeeds(given.feature, 1),
    count: candidateShare * evidence.detectRows
  })
  const isQuiet = ({ row }: ChosenRow) => !isActiveAround(row, evidence.context, postings)
  const held = balanced(candidates, isQuiet, evidence.detectRows / 2)
  const context = { index, postings, context: evidence.context }
  const [examples, rows] = await Promise.all([
    examplesOf(shown, context),
    examplesOf(
      held.map(({ row }) => row),
      context
    )
  ])
  return { max: given.max, examples, held: { rows, fires: held.map(({ kind }) => kind === 'fires') } }
}

/** The strongest ones, then some of each interval from the highest to the lowest. */
function shownRows({ top, intervals }: DraftedRows, evidence: DraftEvidence): number[] {
  const weaker = intervals.toReversed().flatMap((rows) => [...rows.subarray(0, evidence.perInterval)])
  return [...new Set([...top.subarray(0, evidence.top), ...weaker])]
}

/** All rows within `context` of one of these. */
function contextsOf(rows: readonly number[], context: number): Set<number> {
  return new Set(rows.flatMap((row) => Array.from({ length: 2 * context + 1 }, (_, i) => row - context + i)))
}

function isActiveAround(row: number, context: number, postings: Postings): boolean {
  return activationsOn({ from: Math.max(0, row - context), to: row + context + 1 }, postings).some((value) => value > 0)
}

/** As many firing as silent ones, at most `half` of each, in the random order they came in. */
function balanced(candidates: readonly ChosenRow[], isQuiet: (row: ChosenRow) => boolean, half: number): ChosenRow[] {
  const firing = candidates.filter(({ kind }) => kind === 'fires')
  const silent = candidates.filter((row) => row.kind !== 'fires' && isQuiet(row))
  const each = Math.min(half, firing.length, silent.length)
  const kept = new Set([...firing.slice(0, each), ...silent.slice(0, each)])
  return candidates.filter((row) => kept.has(row))
}
