/**
 * Tables as text (comma, tab or semicolon). Numeric columns are the activations, unless their name says that they are about
 * the row; every other column is a cell of the row table, so one file can be both.
 */
import type { LoupeError } from '../../../contract/wire/errors'
import { cellsFromText, hasDecimalCommas, numberFromCell, separatorOf } from '../../codecs/csv'
import { isAboutRow } from '../column-roles'
import { fileError, type InputFile, namedError } from '../files/input-file'
import type { Cell, Format, OpenedFile, OpenOptions, RowSource, TableBlock, TableSource } from './format'
import { TextRecords } from './text-records'

export const csv: Format = { name: 'csv', extensions: ['csv', 'tsv', 'tab'], recognizes: () => false, open }

/** Records looked at to tell numbers from text. */
const sampleRecords = 200
/** In a column with so many fractions one cell that is no number is a mistake, not a label. */
const tellingFractions = 10
/** With fewer numeric columns a table is taken for labels about rows, not for activations. */
const minNumericColumns = 2

interface Sheet {
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

async function open(file: InputFile, { signal }: OpenOptions): Promise<OpenedFile> {
  const records = await TextRecords.index(file, true, signal)
  if (records.count === 0) throw namedError('empty', file.path, 'has no rows', 'Check that it was written to its end.')
  const sheet = await layoutOf(file, records)
  const rows = rowsOf(sheet)
  if (rows === 0) throw namedError('empty', file.path, 'has column names and no rows', 'Check that it was written to its end.')
  const hasArray = sheet.numeric.length >= minNumericColumns
  return {
    arrays: hasArray ? [{ name: '', dtype: 'f32', shape: [rows, sheet.numeric.length] }] : [],
    rowsOf: () => numbersOf(sheet, rows),
    ...(hasArray && sheet.about.length === 0 ? {} : { table: tableOf(sheet, rows, hasArray) })
  }
}

function rowsOf({ records, headerRecords }: Sheet): number {
  return records.count - headerRecords
}

async function layoutOf(file: InputFile, records: TextRecords): Promise<Sheet> {
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

function noNumber(file: InputFile, cell: string, row: number, column: string, rows: number): LoupeError {
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

function numbersOf(sheet: Sheet, rows: number): RowSource {
  const dIn = sheet.numeric.length
  const read = async (start: number, count: number, into: Float32Array): Promise<void> => {
    for (let done = 0; done < count; ) {
      const row = start + done
      const end = Math.min(start + count, sheet.records.blockEnd(row + sheet.headerRecords) - sheet.headerRecords)
      const cells = await cellsOf(sheet, row, end)
      for (const [index, numbers] of cells.entries()) writeNumbers(sheet, numbers, row + index, into, (done + index) * dIn)
      done += end - row
    }
  }
  return { rows, dIn, read }
}

function writeNumbers(sheet: Sheet, cells: string[], row: number, into: Float32Array, at: number): void {
  for (let j = 0; j < sheet.numeric.length; j += 1) {
    const cell = cells[sheet.numeric[j]]
    const value = numberFromCell(cell)
    if (value === undefined) throw noNumber(sheet.file, cell, row, sheet.columns[sheet.numeric[j]], rowsOf(sheet))
    into[at + j] = value
  }
}

function tableOf(sheet: Sheet, rows: number, hasArray: boolean): TableSource {
  const shown = hasArray ? sheet.about : sheet.columns.map((_, index) => index)
  const at = new Map(shown.map((index) => [sheet.columns[index], index]))
  const read = async (from: number, to: number): Promise<TableBlock> => {
    const cells = await cellsOf(sheet, from, to)
    return { from, rows: to - from, column: async (name) => cells.map((row) => textCell(row[at.get(name) ?? -1])) }
  }
  return {
    rows,
    columns: [...at.keys()],
    read,
    async *blocks() {
      for (const range of sheet.records.ranges(sheet.headerRecords)) {
        yield await read(range.from - sheet.headerRecords, range.to - sheet.headerRecords)
      }
    }
  }
}

function textCell(cell: string | undefined): Cell {
  return cell === undefined || cell === '' ? null : cell
}

/** Cells of data rows from … to − 1; throws malformed or truncated where a row has another number of cells than there are columns. */
async function cellsOf(sheet: Sheet, from: number, to: number): Promise<string[][]> {
  const skip = sheet.headerRecords
  const { first, text } = await sheet.records.read(from + skip, to + skip)
  const cells = cellsIn(sheet.file, text, sheet.separator).slice(from + skip - first, to + skip - first)
  const odd = cells.findIndex((row) => row.length !== sheet.columns.length)
  if (odd >= 0) throw oddRow(sheet, from + odd, cells[odd].length)
  return cells
}

function oddRow(sheet: Sheet, row: number, cells: number): LoupeError {
  const isLast = row === rowsOf(sheet) - 1
  const code = isLast && cells < sheet.columns.length ? 'truncated' : 'malformed'
  const happened = `has ${cells} cells in row ${row} and ${sheet.columns.length} columns`
  const hint =
    code === 'truncated' ? 'Its last row is cut off: copy or download it again.' : 'Every row needs one cell per column.'
  return namedError(code, sheet.file.path, happened, hint)
}

function cellsIn(file: InputFile, text: string, separator: string): string[][] {
  try {
    return cellsFromText(text, separator)
  } catch (thrown) {
    throw fileError(thrown, file.path)
  }
}
