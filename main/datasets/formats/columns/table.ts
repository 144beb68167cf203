/** A row table from columns whose cells can be read by row numbers. */
import { throwIfCancelled } from '../../cancel'
import type { ImageReader, TableSource } from '../format'
import type { ScalarColumn, VectorColumn } from './column'

const blockRows = 16_384

/** A table from a way to read the cells of a column; its blocks fit in memory. */
export function tableFrom(
  rows: number,
  columns: string[],
  cells: (name: string, from: number, to: number) => ReturnType<VectorColumn['cells']>,
  ranges: () => Iterable<{ from: number; to: number }> = () => evenRanges(rows)
): TableSource {
  const block = (from: number, to: number) => ({ from, rows: to - from, column: (name: string) => cells(name, from, to) })
  return {
    rows,
    columns,
    read: async (from, to) => block(from, to),
    async *blocks(signal) {
      for (const { from, to } of ranges()) {
        throwIfCancelled(signal)
        yield block(from, to)
      }
    }
  }
}

/** The table with the images of its columns; a row of the table is `perRow`-th of the columns' rows. */
export function withImages(table: TableSource, scalars: readonly ScalarColumn[], perRow = 1): TableSource {
  const images = new Map<string, ImageReader>()
  for (const { name, image } of scalars) if (image) images.set(name, (row) => image(Math.floor(row / perRow)))
  return images.size > 0 ? { ...table, images } : table
}

function* evenRanges(rows: number): Iterable<{ from: number; to: number }> {
  for (let from = 0; from < rows; from += blockRows) yield { from, to: Math.min(rows, from + blockRows) }
}
