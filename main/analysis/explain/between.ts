/** Rows on which a feature's activation lies in an interval: for the handles on its histogram. */
import type { Postings } from '../../../contract/records/arrays'
import { greatestOf } from '../passes/pick'
import { rowPriorities } from '../passes/priorities'

export interface Between {
  feature: number
  /** Activations in (from, to]. */
  from: number
  to: number
  order: 'highest' | 'random'
  /** Decides the random order. */
  seed: number
}

/** Positions in the postings whose activation lies in (from, to], rows ascending. */
export function positionsBetween({ values }: Postings, { from, to }: Pick<Between, 'from' | 'to'>): Uint32Array {
  const isInside = (value: number): boolean => value > from && value <= to
  const positions = new Uint32Array(values.reduce((count, value) => count + (isInside(value) ? 1 : 0), 0))
  for (let i = 0, at = 0; i < values.length; i += 1) if (isInside(values[i])) positions[at++] = i
  return positions
}

/**
 * At most `most` rows of these positions in the order that is asked for. The same seed gives the same rows, whatever else is in
 * the index.
 */
export function orderedRows(postings: Postings, positions: Uint32Array, asked: Between, most: number): number[] {
  const { rows, values } = postings
  const keys = asked.order === 'highest' ? values : rowPriorities(asked.seed, asked.feature, rows, new Uint32Array(rows.length))
  return greatestOf({ rows, keys, positions }, positions, most).map((position) => rows[position])
}

/** The first row of each document, then the others, in their order: at most `most`. A row without a document (−1) is one by itself. */
export function spreadOverDocuments(rows: readonly number[], documents: readonly number[], most: number): number[] {
  const seen = new Set<number>()
  const isFirst = rows.map((_, i) => {
    if (documents[i] < 0) return true
    if (seen.has(documents[i])) return false
    seen.add(documents[i])
    return true
  })
  const chosen = [...rows.keys()].sort((a, b) => Number(isFirst[b]) - Number(isFirst[a]) || a - b).slice(0, most)
  return chosen.sort((a, b) => a - b).map((i) => rows[i])
}
