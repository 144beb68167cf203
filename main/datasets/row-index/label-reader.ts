/** Reads one label column of a row index: a value at a time, or the whole column as codes of its categories. */
import { LoupeError } from '../../../contract/wire/errors'
import { NumberColumn, TextColumn } from './index-files'
import { indexFiles, noCategory, type RowIndexRecord } from './layout'

/** A whole column: row i is of category `categories[codes[i]]`; −1 where it has no value. */
export interface CategoryColumn {
  categories: string[]
  /** [rows] */
  codes: Int32Array
}

export interface LabelReader {
  readonly name: string
  /** '' for nothing. */
  read(row: number): Promise<string>
  /** Throws unsupported for numbers and texts with more than 1,000 different values. */
  categories(): Promise<CategoryColumn>
  close(): Promise<void>
}

/** A column of numbers or texts with more values than this has no categories. */
const mostCategories = 1_000
/** Rows read at a time. */
const blockRows = 65_536

export async function openLabel(folder: string, record: RowIndexRecord, index: number): Promise<LabelReader> {
  const { name, kind, categories = [] } = record.labels[index]
  const file = indexFiles.label(index)
  const { rows } = record
  if (kind === 'text') {
    const column = await TextColumn.open(folder, file, rows)
    return labelReader(name, rows, (from, to) => column.read(from, to), column)
  }
  const column = await NumberColumn.open(
    folder,
    `${file}.${kind === 'category' ? 'u16' : 'f64'}`,
    rows,
    kind === 'category' ? 2 : 8
  )
  if (kind === 'number') return labelReader(name, rows, async (from, to) => numberTexts(await column.read(from, to)), column)
  const codes = async (from: number, to: number) => new Uint16Array(await column.read(from, to))
  return {
    name,
    read: async (row) => {
      const [code] = await codes(row, row + 1)
      return code === noCategory ? '' : (categories[code] ?? '')
    },
    categories: async () => {
      const known = (code: number): number => (code < categories.length ? code : -1)
      return { categories, codes: Int32Array.from(await codes(0, rows), known) }
    },
    close: () => column.close()
  }
}

function labelReader(
  name: string,
  rows: number,
  texts: (from: number, to: number) => Promise<string[]>,
  column: { close(): Promise<void> }
): LabelReader {
  return {
    name,
    read: async (row) => (await texts(row, row + 1))[0],
    categories: () => categoriesOf(name, rows, texts),
    close: () => column.close()
  }
}

async function categoriesOf(
  name: string,
  rows: number,
  texts: (from: number, to: number) => Promise<string[]>
): Promise<CategoryColumn> {
  const known = new Map<string, number>([['', -1]])
  const codes = new Int32Array(rows)
  for (let from = 0; from < rows; from += blockRows) {
    const block = await texts(from, Math.min(from + blockRows, rows))
    block.forEach((text, i) => {
      const code = known.get(text) ?? known.size - 1
      known.set(text, code)
      codes[from + i] = code
    })
    if (known.size > mostCategories + 1) throw tooMany(name)
  }
  return { categories: [...known.keys()].slice(1), codes }
}

function numberTexts(bytes: ArrayBuffer): string[] {
  return Array.from(new Float64Array(bytes), (value) => (Number.isNaN(value) ? '' : String(value)))
}

function tooMany(name: string): LoupeError {
  return new LoupeError(
    'unsupported',
    `The column “${name}” has more than ${mostCategories.toLocaleString('en-US')} different values`,
    {
      hint: 'Choose a column of categories.',
      place: name
    }
  )
}
