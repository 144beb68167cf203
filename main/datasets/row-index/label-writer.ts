/** Writes label columns of a row table: categories as codes, numbers as f64, anything else as text. */
import type { RowColumn } from '../../../contract/records/dataset'
import { numberFromCell } from '../../codecs/csv'
import type { Cell } from '../formats/format'
import { ColumnWriter, TextWriter } from './column-writer'
import { indexFiles, noCategory } from './layout'

export interface LabelWriter {
  append(cells: Cell[]): Promise<void>
  finish(): Promise<void>
  close(): Promise<void>
}

/** `column` is its number among the label columns. */
export async function labelWriter(folder: string, column: number, about: RowColumn): Promise<LabelWriter> {
  const name = indexFiles.label(column)
  if (about.kind === 'category') return categoryWriter(await ColumnWriter.create(folder, `${name}.u16`), about.categories ?? [])
  if (about.kind === 'number') return encoded(await ColumnWriter.create(folder, `${name}.f64`), numbersFrom)
  const writer = await TextWriter.create(folder, name)
  return {
    append: (cells) => writer.append(cells.map((cell) => String(cell ?? ''))),
    finish: () => writer.finish(),
    close: () => writer.close()
  }
}

function categoryWriter(writer: ColumnWriter, categories: string[]): LabelWriter {
  const codes = new Map(categories.map((category, code) => [category, code]))
  return encoded(writer, (cells) => Uint16Array.from(cells, (cell) => codes.get(String(cell ?? '')) ?? noCategory))
}

function numbersFrom(cells: Cell[]): Float64Array {
  return Float64Array.from(cells, (cell) => (typeof cell === 'number' ? cell : (numberFromCell(cell ?? '') ?? Number.NaN)))
}

function encoded(writer: ColumnWriter, encode: (cells: Cell[]) => ArrayBufferView): LabelWriter {
  return {
    append: (cells) => writer.append(encode(cells)),
    finish: () => writer.finish(),
    close: () => writer.close()
  }
}
