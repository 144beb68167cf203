/**
 * Whether two files have the same rows in the same order, where both say what their rows are: tokens, documents, positions or
 * ids that are in the table of one and of the other.
 */
import { basename } from 'node:path'
import type { ArraySource, RowRange } from '../../contract/records/basics'
import type { ColumnRole } from '../../contract/records/dataset'
import { throwIfCancelled } from './cancel'
import { columnRoles } from './column-roles'
import { namedError } from './files/input-file'
import { OpenFiles } from './files/open-files'
import type { Cell, OpenedFile, TableBlock, TableSource } from './formats/format'
import { tokenTable } from './formats/token-table'
import { grouped } from './numbers-in-text'
import { openSource } from './open-source'
import { tableInRange } from './row-range'
import { openTable } from './table'
import { tokenArray } from './token-array'

export interface OrderOptions {
  /** The row table of the first file, where it has none of its own. */
  rowTable?: ArraySource | undefined
  signal?: AbortSignal | undefined
}

/** A table and what of its file it is: tables of other parts are about other things. */
interface KnownRows {
  path: string
  part: string
  table: TableSource
}

/** Throws row-mismatch with the first row that differs. Files that do not tell what their rows are pass. */
export async function checkSameOrder(first: ArraySource, other: ArraySource, rows: number, o: OrderOptions): Promise<void> {
  if (isSameFile(first, other)) return
  const files = new OpenFiles()
  try {
    const b = await ownRows(other, rows, files, o.signal)
    const a = b && ((await ownRows(first, rows, files, o.signal)) ?? (await givenRows(o, rows, files)))
    if (a && b && (a.part === b.part || a.part === givenPart)) await compare(a, b, o.signal)
  } finally {
    await files.close()
  }
}

function isSameFile(a: ArraySource, b: ArraySource): boolean {
  const sameRows = JSON.stringify(a.range) === JSON.stringify(b.range)
  return a.path === b.path && a.files?.join('/') === b.files?.join('/') && sameRows
}

const givenPart = 'row table'
const tablePart = 'table'

/** The table that lies in the file itself, or its array of tokens. */
async function ownRows(
  source: ArraySource,
  rows: number,
  files: OpenFiles,
  signal?: AbortSignal
): Promise<KnownRows | undefined> {
  const opened = files.keep(await openSource(source, signal))
  if (source.range) return inRange(opened, source, source.range)
  if (opened.table?.rows === rows) return { path: source.path, part: tablePart, table: opened.table }
  const entry = tokenArray(opened.arrays, undefined, rows)
  if (!entry || entry.name === source.array) return undefined
  return { path: source.path, part: `array ${entry.name}`, table: tokenTable(entry, opened.rowsOf(entry)) }
}

/** A part of a source is compared by its own table only: which array of ids fits is told by the whole. */
function inRange({ table }: OpenedFile, source: ArraySource, { from, count }: RowRange): KnownRows | undefined {
  if (!table || table.rows < from + count) return undefined
  return { path: source.path, part: tablePart, table: tableInRange(table, source) }
}

async function givenRows({ rowTable, signal }: OrderOptions, rows: number, files: OpenFiles): Promise<KnownRows | undefined> {
  if (!rowTable) return undefined
  const table = files.keep(await openTable(rowTable, { rows, signal }))
  return table.rows === rows ? { path: rowTable.path, part: givenPart, table } : undefined
}

async function compare(a: KnownRows, b: KnownRows, signal?: AbortSignal): Promise<void> {
  const shared = sharedColumns(a.table.columns, b.table.columns)
  if (shared.length === 0) return
  for await (const block of a.table.blocks(signal)) {
    throwIfCancelled(signal)
    const found = await firstDifference(shared, block, await b.table.read(block.from, block.from + block.rows))
    if (!found) continue
    const { row, column, own, other } = found
    const happened = `has other rows than “${basename(a.path)}”: in row ${grouped(row)} ${column} is ${shown(other)}, not ${shown(own)}`
    const hint = 'They are joined row by row: write both in the same order, or give the files that belong together.'
    throw namedError('row-mismatch', b.path, happened, hint)
  }
}

interface Difference {
  row: number
  column: string
  own: Cell
  other: Cell
}

async function firstDifference(columns: string[], a: TableBlock, b: TableBlock): Promise<Difference | undefined> {
  let found: Difference | undefined
  for (const column of columns) {
    const own = await a.column(column)
    const other = await b.column(column)
    const at = own.findIndex((cell, i) => !isSame(cell, other[i] ?? null))
    if (at >= 0 && (!found || a.from + at < found.row))
      found = { row: a.from + at, column, own: own[at], other: other[at] ?? null }
  }
  return found
}

/** The same text; 1 in one format is “1.0” in another. */
function isSame(a: Cell, b: Cell): boolean {
  if (a === b || String(a ?? '') === String(b ?? '')) return true
  return a !== null && b !== null && (typeof a === 'number' || typeof b === 'number') && Number(a) === Number(b)
}

function shown(cell: Cell): string {
  return cell === null || cell === '' ? 'missing' : `“${String(cell).slice(0, 40)}”`
}

const tellingRoles: (ColumnRole | undefined)[] = ['token', 'token-id', 'document', 'position']
const idName = /^(id|uid|guid|row|row_?id|index|idx|example_?id|sample_?id)$/i

/** Columns of both that tell which row it is. Labels may differ: each file may have its own. */
function sharedColumns(a: string[], b: string[]): string[] {
  const roles = columnRoles(a)
  return a.filter((name) => b.includes(name) && (tellingRoles.includes(roles.get(name)) || idName.test(name.trim())))
}
