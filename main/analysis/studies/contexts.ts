/** Rows with their context: each with the mean activation over it and the rows around it in its document. Pure. */
import type { Postings } from '../../../contract/records/arrays'
import { contextRows } from '../../../contract/records/studies/held-out'

/** Rows that no analysis saw belong to no context, and have none. */
export class Contexts {
  /** [rows] First and last row of the stretch of one document around the row, at most `contextRows` away. */
  private readonly firsts: Uint32Array
  private readonly lasts: Uint32Array
  /** [rows] Seen rows of the context; 0 for a row that has none. */
  private readonly lengths: Uint32Array
  private readonly sums: Float64Array

  /** `documentOf` [rows], −1 for a row of none; `isSeen` [rows] 0 or 1. */
  constructor(documentOf: Int32Array, isSeen: Uint8Array) {
    const rows = documentOf.length
    this.firsts = new Uint32Array(rows)
    this.lasts = new Uint32Array(rows)
    this.lengths = new Uint32Array(rows)
    this.sums = new Float64Array(rows)
    for (let from = 0; from < rows; ) {
      let end = from + 1
      while (end < rows && documentOf[end] === documentOf[from]) end += 1
      if (documentOf[from] >= 0) this.measure(from, end, isSeen)
      from = end
    }
  }

  /** The code of a row that has a context, −1 for one that has none. */
  codes(codes: Int32Array): Int32Array {
    return codes.map((code, row) => (this.lengths[row] === 0 ? -1 : code))
  }

  /** Rows in whose context the feature fires, ascending, with its mean there. */
  pooled({ rows, values }: Postings): Postings {
    const touched: number[] = []
    rows.forEach((row, i) => {
      if (this.lengths[row] === 0) return
      for (let near = this.firsts[row]; near <= this.lasts[row]; near += 1) {
        if (this.lengths[near] === 0) continue
        if (this.sums[near] === 0) touched.push(near)
        this.sums[near] += values[i]
      }
    })
    const ids = Uint32Array.from(touched).sort()
    const means = Float32Array.from(ids, (row) => this.sums[row] / this.lengths[row])
    for (const row of ids) this.sums[row] = 0
    return { rows: ids, values: means }
  }

  /** A stretch of rows of one document. */
  private measure(from: number, end: number, isSeen: Uint8Array): void {
    const seenBefore = new Uint32Array(end - from + 1)
    for (let row = from; row < end; row += 1) seenBefore[row - from + 1] = seenBefore[row - from] + isSeen[row]
    for (let row = from; row < end; row += 1) {
      this.firsts[row] = Math.max(from, row - contextRows)
      this.lasts[row] = Math.min(end - 1, row + contextRows)
      const seen = seenBefore[this.lasts[row] + 1 - from] - seenBefore[this.firsts[row] - from]
      this.lengths[row] = isSeen[row] ? seen : 0
    }
  }
}
