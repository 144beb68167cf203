/** Several readers of the same rows as one: each row holds theirs side by side (the layers of a crosscoder). */
import type { ActivationReader } from './activations'

/**
 * Rows of width Σ dIn, the readers' columns in their order. The readers must have the same number of rows (row-pairs.ts sees to
 * that); closing closes them all. Reads ask all at once and hold as much beside as they give.
 */
export function joinColumns(readers: readonly ActivationReader[]): ActivationReader {
  if (readers.length === 1) return readers[0]
  const [first] = readers
  const dIn = readers.reduce((sum, reader) => sum + reader.dIn, 0)
  return {
    rows: first.rows,
    dIn,
    dtype: readers.every(({ dtype }) => dtype === first.dtype) ? first.dtype : 'f32',
    shape: [...rowAxes(readers), dIn],
    array: '',
    async read(start, count, into = new Float32Array(count * dIn)) {
      const parts = await Promise.all(readers.map((reader) => reader.read(start, count)))
      let column = 0
      for (const [index, { dIn: width }] of readers.entries()) {
        placeColumns(parts[index], width, count, into, dIn, column)
        column += width
      }
      return into
    },
    async close() {
      await Promise.all(readers.map((reader) => reader.close()))
    }
  }
}

/** [sequences, positions] where one of them tells, else [rows]. */
function rowAxes(readers: readonly ActivationReader[]): number[] {
  return readers.find(({ shape }) => shape.length > 2)?.shape.slice(0, 2) ?? [readers[0].rows]
}

/** Copies `part` [rows, width] into columns `column` … of `into` [rows, dIn]. */
function placeColumns(part: Float32Array, width: number, rows: number, into: Float32Array, dIn: number, column: number): void {
  for (let row = 0; row < rows; row += 1) into.set(part.subarray(row * width, (row + 1) * width), row * dIn + column)
}
