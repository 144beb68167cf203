/**
 * The table of a file of sequences, with a row per position: lists with an element per position (token ids) become columns,
 * what is said of the whole sequence is repeated, and `document` (the sequence's number) and `position` are told by the place.
 */
import { columnRoles } from '../../column-roles'
import type { Cell, TableSource } from '../format'
import { documentColumn } from '../join'
import type { Columns } from './column'
import { tableFrom, withImages } from './table'

type Cells = (from: number, to: number) => Promise<Cell[]>

export function sequenceTable(columns: Columns, positions: number): TableSource {
  const byName = new Map<string, Cells>()
  for (const { name, sizes, cells } of columns.vectors)
    if (sizes.length === 1 && sizes[0] === positions) byName.set(name, (from, to) => cells(from, to - from))
  for (const { name, cells } of columns.scalars) byName.set(name, (from, to) => repeated(cells, positions, from, to))
  const isCounted = addPlaces(byName, positions)
  const rows = columns.rows * positions
  const table = tableFrom(rows, [...byName.keys()], async (name, from, to) => (await byName.get(name)?.(from, to)) ?? [])
  return withImages(isCounted ? { ...table, sequences: columns.rows } : table, columns.scalars, positions)
}

/** Where the file itself names documents or positions, its own column stays the only one. Says whether documents are counted. */
function addPlaces(byName: Map<string, Cells>, positions: number): boolean {
  const roles = [...columnRoles([...byName.keys()]).values()]
  const isCounted = !roles.includes('document')
  if (isCounted) byName.set(documentColumn, async (from, to) => numbers(from, to, (row) => Math.floor(row / positions)))
  if (!roles.includes('position')) byName.set('position', async (from, to) => numbers(from, to, (row) => row % positions))
  return isCounted
}

function numbers(from: number, to: number, of: (row: number) => number): Cell[] {
  return Array.from({ length: to - from }, (_, index) => of(from + index))
}

async function repeated(cells: Cells, positions: number, from: number, to: number): Promise<Cell[]> {
  const first = Math.floor(from / positions)
  const values = await cells(first, Math.floor((to - 1) / positions) + 1)
  return Array.from({ length: to - from }, (_, index) => values[Math.floor((from + index) / positions) - first])
}
