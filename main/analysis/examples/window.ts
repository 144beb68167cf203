/**
 * Which rows around an example may be its context.
 */

/** Rows from … to − 1. */
export interface RowRange {
  from: number
  to: number
}

/** Up to `context` rows to either side of `row`, within a data set of `rows` rows. */
export function windowAround(row: number, context: number, rows: number): RowRange {
  return { from: Math.max(0, row - context), to: Math.min(rows, row + context + 1) }
}

/** The part of `range` that belongs to the same document as `row`; a row without a document (−1) stands alone. */
export function withinDocument(range: RowRange, documents: Int32Array, row: number): RowRange {
  const document = documents[row - range.from]
  let from = row
  let to = row + 1
  if (document < 0) return { from, to }
  while (from > range.from && documents[from - 1 - range.from] === document) from -= 1
  while (to < range.to && documents[to - range.from] === document) to += 1
  return { from, to }
}
