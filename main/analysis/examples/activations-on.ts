/**
 * A feature's activations on a stretch of rows, looked up in its postings.
 */
import type { Postings } from '../../../contract/records/arrays'
import type { RowRange } from './window'

/** One number per row of the range, 0 where the feature is silent. */
export function activationsOn(range: RowRange, postings: Postings): number[] {
  const values = new Array<number>(range.to - range.from).fill(0)
  const { rows } = postings
  for (let at = firstAtOrAfter(rows, range.from); at < rows.length && rows[at] < range.to; at += 1) {
    values[rows[at] - range.from] = postings.values[at]
  }
  return values
}

/** Position of the first row ≥ `row` in ascending rows, by halving; `rows.length` when there is none. */
export function firstAtOrAfter(rows: Uint32Array, row: number): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (rows[middle] < row) low = middle + 1
    else high = middle
  }
  return low
}
