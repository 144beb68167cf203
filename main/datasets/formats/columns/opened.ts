/**
 * A tabular file as arrays and a table: columns of vectors are the arrays, the others the table.
 * Where the activations are [sequences, positions, d], the table has a row per position, as the activations have.
 */
import { columnRoles } from '../../column-roles'
import type { ArrayEntry, OpenedFile, RowSource, TableSource } from '../format'
import { type Columns, elementsPerRow, type VectorColumn } from './column'
import { sequenceTable } from './sequence-table'
import { tableFrom, withImages } from './table'

export function openedColumns(columns: Columns): OpenedFile {
  const arrays = columns.vectors.filter(({ dtype }) => dtype !== undefined)
  const table = tableOf(columns)
  return {
    arrays: arrays.map((column) => entryOf(column, columns.rows)),
    rowsOf: (entry) => rowsOf(arrays.find(({ name }) => name === entry.name) ?? arrays[0], columns.rows, entry),
    ...(table ? { table } : {})
  }
}

function entryOf({ name, dtype, sizes }: VectorColumn, rows: number): ArrayEntry {
  return { name, dtype: dtype ?? 'f32', shape: [rows, ...sizes] }
}

/** The last size is the width, whatever is before it. */
function rowsOf(column: VectorColumn, rows: number, { shape }: ArrayEntry): RowSource {
  const dIn = shape[shape.length - 1]
  const total = (rows * elementsPerRow(column)) / dIn
  return { rows: total, dIn, read: (start, count, into) => column.read(start * dIn, count * dIn, into) }
}

function tableOf(columns: Columns): TableSource | undefined {
  const positions = positionsOf(columns)
  if (positions !== undefined) return sequenceTable(columns, positions)
  if (columns.scalars.length === 0) return undefined
  const byName = new Map(columns.scalars.map((column) => [column.name, column]))
  const table = tableFrom(
    columns.rows,
    [...byName.keys()],
    async (name, from, to) => (await byName.get(name)?.cells(from, to)) ?? [],
    columns.ranges?.bind(columns)
  )
  return withImages(table, columns.scalars)
}

/** Positions per sequence where the file is one of sequences: by its activations, else by its token ids. */
function positionsOf({ vectors }: Columns): number | undefined {
  const floats = vectors.filter(({ dtype }) => dtype?.startsWith('f'))
  if (floats.length > 0) {
    const largest = floats.reduce((a, b) => (elementsPerRow(b) > elementsPerRow(a) ? b : a))
    return largest.sizes.length > 1 ? largest.sizes[0] : undefined
  }
  const lists = vectors.filter(({ sizes }) => sizes.length === 1)
  const roles = columnRoles(lists.map(({ name }) => name))
  return lists.find(({ name }) => ['token', 'token-id'].includes(roles.get(name) ?? ''))?.sizes[0]
}
