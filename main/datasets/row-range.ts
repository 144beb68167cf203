/** A stretch of a source's rows as if there were no others: activations and tables of different lengths can be cut to fit. */
import type { ArraySource, RowRange } from '../../contract/records/basics'
import type { ActivationReader } from './activations'
import { namedError } from './files/input-file'
import { tableFrom } from './formats/columns/table'
import type { ImageReader, TableSource } from './formats/format'
import { grouped } from './numbers-in-text'

/** Rows of a source that has `rows` of them. Throws wrong-shape where the range ends behind them. */
export function rowsInRange(rows: number, { path, range }: ArraySource): number {
  if (!range) return rows
  if (range.from + range.count <= rows) return range.count
  const happened = `has ${grouped(rows)} rows, and rows ${grouped(range.from)} to ${grouped(range.from + range.count)} were asked for`
  throw namedError('wrong-shape', path, happened, 'Ask for rows that it has; the first row is 0, and the end is not taken.')
}

/** The shape of an array of which a range is taken: whole sequences stay sequences, others become rows. */
export function shapeInRange(shape: number[], width: number, range: RowRange | undefined): number[] {
  if (!range) return shape
  const positions = shape.length > 2 ? shape[1] : 1
  const isWhole = shape.length > 2 && range.from % positions === 0 && range.count % positions === 0
  return isWhole ? [range.count / positions, ...shape.slice(1)] : [range.count, width]
}

export function readerInRange(reader: ActivationReader, source: ArraySource): ActivationReader {
  const { range } = source
  if (!range) return reader
  const rows = rowsInRange(reader.rows, source)
  return {
    ...reader,
    rows,
    shape: shapeInRange(reader.shape, reader.dIn, range),
    read: (start, count, into) => {
      if (start < 0 || start + count > rows) throw new RangeError(`rows ${start} to ${start + count} of ${rows}`)
      return reader.read(range.from + start, count, into)
    }
  }
}

export function tableInRange(table: TableSource, source: ArraySource): TableSource {
  const { range } = source
  if (!range) return table
  const rows = rowsInRange(table.rows, source)
  const cells = async (name: string, from: number, to: number) =>
    (await table.read(range.from + from, range.from + to)).column(name)
  const images = new Map<string, ImageReader>()
  for (const [name, image] of table.images ?? []) images.set(name, (row) => image(range.from + row))
  return { ...tableFrom(rows, table.columns, cells), ...(images.size > 0 ? { images } : {}) }
}
