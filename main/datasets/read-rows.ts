/** Single rows of a data set, as training and analysis see them. */
import type { Dataset } from '../../contract/records/dataset'
import { LoupeError } from '../../contract/wire/errors'
import { clipNorm, clipRows } from './batches/clip'
import { openDataset } from './open-dataset'

/** `values` [rows, dIn] and, where the data set has them, `targets` [rows, dOut]. */
export interface RawRows {
  values: Float32Array
  targets?: Float32Array
}

/** In the order of `rows`. Throws not-found or changed when a file is not the one of the data set, and for rows that there are not. */
export async function readRows(dataset: Dataset, projectFolder: string, rows: number[], signal?: AbortSignal): Promise<RawRows> {
  const { reader, targets, close } = await openDataset(dataset, projectFolder, signal)
  try {
    const values = await rowsOf(reader, rows)
    clipRows(values, reader.dIn, 0, rows.length, clipNorm(dataset.outliers, dataset.norms.median))
    return { values, ...(targets ? { targets: await rowsOf(targets, rows) } : {}) }
  } finally {
    await close()
  }
}

interface Reader {
  rows: number
  dIn: number
  read(start: number, count: number): Promise<Float32Array>
}

/** Rows that follow one another in the list are read at once. */
async function rowsOf(reader: Reader, rows: number[]): Promise<Float32Array> {
  const values = new Float32Array(rows.length * reader.dIn)
  for (let first = 0, end: number; first < rows.length; first = end) {
    end = first + 1
    while (end < rows.length && rows[end] === rows[end - 1] + 1) end += 1
    if (rows[end - 1] >= reader.rows)
      throw new LoupeError('not-found', `There is no row ${rows[end - 1]}; the file has ${reader.rows}.`)
    values.set((await reader.read(rows[first], end - first)).subarray(0, (end - first) * reader.dIn), first * reader.dIn)
  }
  return values
}
