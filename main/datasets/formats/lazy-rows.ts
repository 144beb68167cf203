/** Rows whose bytes have to be made first (unpacked): that is done when they are read for the first time. */
import { rowsOfShape } from '../array-choice'
import type { RowSource } from './format'

/** What `make` throws, every read throws. */
export function lazyRows(shape: number[], make: () => Promise<RowSource>): RowSource {
  let made: Promise<RowSource> | undefined
  const { rows, dIn } = rowsOfShape(shape)
  const read = async (start: number, count: number, into: Float32Array): Promise<void> => {
    made ??= make()
    await (await made).read(start, count, into)
  }
  return { rows, dIn, read }
}
