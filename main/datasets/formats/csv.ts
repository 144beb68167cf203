/**
 * Tables as text (comma, tab or semicolon). Numeric columns are the activations, unless their name says that they are about
 * the row; every other column is a cell of the row table, so one file can be both.
 */
import type { LoupeError } from '../../../contract/wire/errors'
import { numberFromCell } from '../../codecs/csv'
import { type InputFile, namedError } from '../files/input-file'
import { cellsIn, layoutOf, minNumericColumns, noNumber, rowsOf, type Sheet } from './csv-layout'
import type { Cell, Format, OpenedFile, OpenOptions, RowSource, TableBlock, TableSource } from './format'
import { TextRecords } from './text-records'

export const csv: Format = { name: 'csv', extensions: ['csv', 'tsv', 'tab'], recognizes: () => false, open }

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
