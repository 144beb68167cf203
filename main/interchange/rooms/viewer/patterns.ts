/** Mean activation of a feature over the rows of each category of the data's label columns. */
import type { Postings } from '../../../../contract/records/arrays'
import type { ViewerColumn } from '../../../../contract/records/viewer'
import type { RowTable } from '../../export/material'

/** Columns with more categories are names or texts, not kinds. */
const mostCategories = 40
/** Rows that are looked at, evenly spread where there are more. */
const mostRows = 100_000

export interface Patterns {
  columns: ViewerColumn[]
  /** By column and category, over the rows that were looked at. */
  meansOf(postings: Postings): number[][]
}

export async function patternsOf(rows: RowTable, signal: AbortSignal): Promise<Patterns> {
  const step = Math.max(1, Math.ceil(rows.rows / mostRows))
  const columns = rows.labelColumns.map((name) => ({ name, codes: new Map<string, number>(), rows: [] as number[] }))
  const codes = columns.map(() => new Int32Array(Math.ceil(rows.rows / step)).fill(-1))
  for (let row = 0; row < rows.rows && columns.length > 0; row += step) {
    if ((row / step) % 1024 === 0) signal.throwIfAborted()
    const labels = await rows.labels(row)
    for (const [index, column] of columns.entries()) {
      const category = labels[column.name]
      if (category === undefined || column.codes.size > mostCategories) continue
      const code = column.codes.get(category) ?? column.codes.size
      column.codes.set(category, code)
      column.rows[code] = (column.rows[code] ?? 0) + 1
      codes[index][row / step] = code
    }
  }
  const kept = columns.flatMap((column, index) =>
    column.codes.size > 1 && column.codes.size <= mostCategories ? [{ column, codes: codes[index] }] : []
  )
  return {
    columns: kept.map(({ column }) => ({ name: column.name, categories: [...column.codes.keys()], rows: column.rows })),
    meansOf: (postings) => kept.map(({ column, codes: own }) => means(postings, own, column.rows, step))
  }
}

function means({ rows, values }: Postings, codes: Int32Array, counts: number[], step: number): number[] {
  const sums = new Array<number>(counts.length).fill(0)
  for (let at = 0; at < rows.length; at += 1) {
    if (rows[at] % step !== 0) continue
    const code = codes[rows[at] / step]
    if (code >= 0) sums[code] += values[at]
  }
  return sums.map((sum, code) => sum / counts[code])
}
