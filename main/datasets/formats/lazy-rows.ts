/** Rows whose bytes have to be made first (unpacked): that is done when they are read for the first time. */
import { rowsOfShape } from '../array-choice'
import type { RowSource } from './format'
import { cellsOf } from './row-cells'

/** What `make` throws, every read throws. */
export function lazyRows(shape: number[], make: () => Promise<RowSource>): RowSource {
  let made: Promise<RowSource> | undefined
  const { rows, dIn } = rowsOfShape(shape)
  const source = (): Promise<RowSource> => {
    made ??= make()
    return made
  }
  return {
    rows,
    dIn,
    read: async (start, count, into) => (await source()).read(start, count, into),
    cells: async (start, count) => cellsOf(await source(), start, count)
  }
}
