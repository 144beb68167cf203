/**
 * One-to-one pairs of features of two dictionaries. Where all similarities are known, the pairs with the greatest sum
 * (Hungarian matching, as SAELens's mcc); else greedily, the most similar pair first, among the most similar ones of each feature.
 */
import { createAssignment } from '../../../maths/assignment'
import { breathe } from '../../passes/breathe'
import { phaseProgress } from '../../progress'
import type { Similarities } from './similarities'
import type { Watched } from './watched'

export interface Matching {
  method: 'hungarian' | 'greedy'
  /** [features of A], −1 where there is no partner. */
  partnerOf: Int32Array
  /** [features of A] similarity with the partner; NaN without one. */
  similarity: Float32Array
}

/** Throws cancelled. */
export async function matched(similarities: Similarities, watched: Watched): Promise<Matching> {
  const { all, candidates } = similarities
  if (all) return hungarian(similarities, all, watched)
  return greedy(similarities, candidates!)
}

/** Features between two moments at which a cancel is heard. */
const featuresAtOnce = 16

async function hungarian(
  { featuresA, featuresB }: Similarities,
  all: Float32Array,
  { signal, onProgress }: Watched
): Promise<Matching> {
  const isTurned = featuresA > featuresB
  const [rows, columns] = isTurned ? [featuresB, featuresA] : [featuresA, featuresB]
  const assignment = createAssignment(costsOf(all, featuresA, featuresB, isTurned), rows, columns)
  const tell = phaseProgress({ total: rows, unit: 'features', note: 'Matching features' }, onProgress)
  for (let row = 0; row < rows; row += 1) {
    if (row % featuresAtOnce === 0) await breathe(signal)
    assignment.add(row)
    tell(row + 1)
  }
  const partnerOf = isTurned ? inverse(assignment.columnOf, featuresA) : assignment.columnOf
  const similarity = Float32Array.from(partnerOf, (b, a) => (b < 0 ? Number.NaN : all[a * featuresB + b]))
  return { method: 'hungarian', partnerOf, similarity }
}

/** Minus the similarities, with the smaller dictionary's features as rows. */
function costsOf(all: Float32Array, featuresA: number, featuresB: number, isTurned: boolean): Float32Array {
  const costs = new Float32Array(all.length)
  for (let a = 0, at = 0; a < featuresA; a += 1) {
    for (let b = 0; b < featuresB; b += 1, at += 1) costs[isTurned ? b * featuresA + a : at] = -all[at]
  }
  return costs
}

function inverse(columnOf: Int32Array, columns: number): Int32Array {
  const rowOf = new Int32Array(columns).fill(-1)
  columnOf.forEach((column, row) => {
    rowOf[column] = row
  })
  return rowOf
}

function greedy({ featuresA, featuresB }: Similarities, candidates: NonNullable<Similarities['candidates']>): Matching {
  const { features, values, count } = candidates
  const partnerOf = new Int32Array(featuresA).fill(-1)
  const similarity = new Float32Array(featuresA).fill(Number.NaN)
  const isTaken = new Uint8Array(featuresB)
  const order = Uint32Array.from(values.keys()).sort((i, j) => values[j] - values[i] || i - j)
  for (const at of order) {
    const a = Math.floor(at / count)
    if (values[at] <= 0 || partnerOf[a] >= 0 || isTaken[features[at]]) continue
    partnerOf[a] = features[at]
    similarity[a] = values[at]
    isTaken[features[at]] = 1
  }
  return { method: 'greedy', partnerOf, similarity }
}
