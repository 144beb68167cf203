/** The rows of a file that are what a data set's rows would be without noise: row i of it is row i of the data set. */
import { LoupeError } from '../../../../contract/wire/errors'
import type { RowSource } from '../material'

export class CleanRows {
  private constructor(private readonly source: RowSource) {}

  /** Closes the source when it does not fit: throws row-mismatch, wrong-shape with its path. */
  static async open(source: RowSource, path: string, { rows, width }: { rows: number; width: number }): Promise<CleanRows> {
    const problem = problemOf(source, path, rows, width)
    if (!problem) return new CleanRows(source)
    await source.close()
    throw problem
  }

  /** [rows, width] in the order of `rows`, which ascend. */
  async of(rows: Uint32Array): Promise<Float32Array> {
    const { dIn } = this.source
    const values = new Float32Array(rows.length * dIn)
    for (let first = 0, end: number; first < rows.length; first = end) {
      end = first + 1
      while (end < rows.length && rows[end] === rows[end - 1] + 1) end += 1
      const read = await this.source.read(rows[first], end - first)
      values.set(read.subarray(0, (end - first) * dIn), first * dIn)
    }
    return values
  }

  close(): Promise<void> {
    return this.source.close()
  }
}

function problemOf(source: RowSource, place: string, rows: number, width: number): LoupeError | undefined {
  const hint = 'Give the clean rows of the same tokens in the same order, all of them.'
  if (source.rows !== rows)
    return new LoupeError('row-mismatch', `The clean rows are ${source.rows}, those of the data set ${rows}`, { place, hint })
  if (source.dIn !== width)
    return new LoupeError('wrong-shape', `The clean rows have ${source.dIn} numbers, reconstructions ${width}`, { place, hint })
  return undefined
}
