/** How a table as text lies: its separator, whether it has a line of names, and which columns are activations. */
import type { LoupeError } from '../../../contract/wire/errors'
import { cellsFromText, hasDecimalCommas, numberFromCell, separatorOf } from '../../codecs/csv'
import { isAboutRow } from '../column-roles'
import { fileError, type InputFile, namedError } from '../files/input-file'
import type { TextRecords } from './text-records'

/** Records looked at to tell numbers from text. */
const sampleRecords = 200
/** In a column with so many fractions one cell that is no number is a mistake, not a label. */
const tellingFractions = 10
/** With fewer numeric columns a table is taken for labels about rows, not for activations. */
export const minNumericColumns = 2

export interface Sheet {
  file: InputFile
  records: TextRecords
  separator: string
  /** 1 when the first record names the columns, else 0. */
  headerRecords: number
  columns: string[]
  /** Indexes of columns that hold activations, of columns for the row table. */
  numeric: number[]
  about: number[]
}

export function rowsOf({ records, headerRecords }: Sheet): number {
  return records.count - headerRecords
}

export async function layoutOf(file: InputFile, records: TextRecords): Promise<Sheet> {
  const { text } = await records.read(0, Math.min(records.count, sampleRecords))
  const hasCommas = text.trimEnd().split('\n').slice(-2).every(hasDecimalCommas)
  const separator = hasCommas ? otherSeparator(text) : separatorOf(text.slice(0, text.indexOf('\n') + 1 || text.length))
  const cells = cellsIn(file, text, separator).slice(0, sampleRecords)
  const isHeader = namesColumns(cells)
  const columns = isHeader ? distinctNames(cells[0]) : cells[0].map((_, index) => `x${index}`)
  const body = isHeader ? cells.slice(1) : cells
  const indexes = columns.map((_, index) => index)
  refuseDecimalCommas(file, columns, body, hasCommas ? 1 : minNumericColumns)
  const numeric = indexes.filter((at) => isNumeric(body, at) && !isAboutRow(columns[at]) && !isRowNumber(columns[at], body, at))
  if (numeric.length >= minNumericColumns) refuseStrayText(file, columns, body, records.count - (isHeader ? 1 : 0))
  const isActivation = new Set(numeric)
  const about = indexes.filter((at) => !isActivation.has(at))
  return { file, records, separator, headerRecords: isHeader ? 1 : 0, columns, numeric, about }
}

/** Whether the first record names the columns: a text above numbers, the numbers 0, 1, 2 … as pandas writes, or no numbers at all. */
function namesColumns(cells: string[][]): boolean {
  const [first, ...body] = cells
  const isCounted = first.length > 3 && first.every((cell, index) => cell === String(index))
  const isCountedBehindIndex =
    first.length > 1 && first[0] === '' && first.slice(1).every((cell, index) => cell === String(index))
  if (isCounted || isCountedBehindIndex) return true
  const numeric = first.map((_, at) => at).filter((at) => isNumeric(body, at))
  if (numeric.length === 0) return first.some((cell) => numberFromCell(cell) === undefined)
  return numeric.some((at) => numberFromCell(first[at]) === undefined)
}

function isNumeric(body: string[][], at: number): boolean {
  return body.length > 0 && body.every((cells) => at < cells.length && numberFromCell(cells[at]) !== undefined)
}

/** Between numbers that use the comma themselves. */
function otherSeparator(text: string): string {
  return text.includes(';') ? ';' : '\t'
}

/** Numbers with a decimal comma are no numbers here; without a word on it they would be taken for labels. */
function refuseDecimalCommas(file: InputFile, columns: string[], body: string[][], least: number): void {
  const withCommas = columns.filter((_, at) => {
    const cells = body.map((row) => (row[at] ?? '').trim()).filter((cell) => cell !== '')
    return cells.every((cell) => /^[+-]?\d+(,\d+)?(e[+-]?\d+)?$/i.test(cell)) && cells.some((cell) => cell.includes(','))
  })
  if (withCommas.length < least) return
  const happened = `has decimal commas (“${body[0][columns.indexOf(withCommas[0])]}” in column “${withCommas[0]}”)`
  throw namedError('malformed', file.path, happened, 'Save it with decimal points: 0.5, not 0,5.')
}

/** One cell of a column of activations that is no number (a typing error, a file that is cut off) must not take the column away. */
function refuseStrayText(file: InputFile, columns: string[], body: string[][], rows: number): void {
  for (const [at, column] of columns.entries()) {
    const values = body.map((row) => numberFromCell(row[at] ?? ''))
    const strays = isAboutRow(column) ? [] : [...values.keys()].filter((row) => values[row] === undefined)
    const fractions = values.filter((value) => value !== undefined && value % 1 !== 0 && Number.isFinite(value))
    if (strays.length === 1 && fractions.length >= tellingFractions)
      throw noNumber(file, body[strays[0]][at], strays[0], column, rows)
  }
}

export function noNumber(file: InputFile, cell: string, row: number, column: string, rows: number): LoupeError {
  const happened = `has “${cell.slice(0, 40)}” in row ${row}, column “${column}”, where a number belongs`
  const cut = row === rows - 1 ? ' The file may be cut off there: copy or download it again.' : ''
  const hint = `Correct the cell; an empty one is read as a missing number.${cut}`
  return namedError(cut ? 'truncated' : 'malformed', file.path, happened, hint)
}

/** The unnamed column of row numbers that pandas writes. */
function isRowNumber(name: string, body: string[][], at: number): boolean {
  return (name === '' || name === 'Unnamed: 0') && body.every((cells, row) => cells[at] === String(row))
}

function distinctNames(cells: string[]): string[] {
  const seen = new Map<string, number>()
  return cells.map((cell) => {
    const times = (seen.get(cell) ?? 0) + 1
    seen.set(cell, times)
    return times === 1 ? cell : `${cell} (${times})`
  })
}

export function cellsIn(file: InputFile, text: string, separator: string): string[][] {
  try {
    return cellsFromText(text, separator)
  } catch (thrown) {
    throw fileError(thrown, file.path)
  }
}
