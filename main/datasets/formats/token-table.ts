/**
 * The row table of an array of token ids: which token each row is, in which sequence, at which place.
 */
import { tableFrom } from './columns/table'
import type { ArrayEntry, Cell, RowSource, TableSource } from './format'
import { cellsOf } from './row-cells'

/** Numbers about rows that lie beside the tokens and have their shape (a mask), by the name of their column. */
export type BesideTokens = Record<string, RowSource>

/**
 * Columns token_id, document (the sequence's number) and position of ids [sequences, positions], a row per position in file
 * order; of ids [rows] token_id alone. The source gives the ids in rows of any width (1 for [rows]); all are read in order.
 */
export function tokenTable(entry: ArrayEntry, ids: RowSource, beside: BesideTokens = {}): TableSource {
  const rows = ids.rows * ids.dIn
  const columns = new Map([['token_id', numbersOf(ids)]])
  for (const [name, source] of Object.entries(beside)) columns.set(name, numbersOf(source))
  if (entry.shape.length > 1) addPlaces(columns, entry.shape[entry.shape.length - 1])
  return tableFrom(rows, [...columns.keys()], async (name, from, to) => (await columns.get(name)?.(from, to)) ?? [])
}

type Cells = (from: number, to: number) => Promise<Cell[]>

/** Columns document and position of sequences of so many positions. */
export function addPlaces(columns: Map<string, Cells>, positions: number): void {
  columns.set(
    'document',
    counted((row) => Math.floor(row / positions))
  )
  columns.set(
    'position',
    counted((row) => row % positions)
  )
}

function counted(of: (row: number) => number): Cells {
  return async (from, to) => Array.from({ length: to - from }, (_, index) => of(from + index))
}

/** Numbers from … to − 1 of all in the source, whatever the width of its rows. */
export function numbersOf(source: RowSource): Cells {
  return async (from, to) => {
    if (from >= to) return []
    const first = Math.floor(from / source.dIn)
    const count = Math.ceil(to / source.dIn) - first
    const cells = await cellsOf(source, first, count)
    return cells.slice(from - first * source.dIn, to - first * source.dIn)
  }
}
