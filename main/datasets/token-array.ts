/**
 * Arrays of token ids as row tables: [sequences, positions] beside activations [sequences, positions, d], in the same file or
 * in one of their own, or [rows]. Other lists of numbers in their file, one per row, are columns beside them.
 */

import type { ArraySource, Dtype } from '../../contract/records/basics'
import { elementsOf } from '../maths/shape'
import { namedError } from './files/input-file'
import type { ArrayEntry, OpenedFile, TableSource } from './formats/format'
import { tokenTable } from './formats/token-table'
import { besideTokens, labelArrays, labelTable } from './label-arrays'

const whole: Dtype[] = ['i8', 'i16', 'i32', 'i64', 'u8', 'u16', 'u32', 'u64']

/** The array that can be token ids of `rows` rows (any number where it is not known): the named one, else the likeliest. */
export function tokenArray(arrays: readonly ArrayEntry[], wanted?: string, rows?: number): ArrayEntry | undefined {
  const fitting = arrays.filter((entry) => isTokens(entry) && (rows === undefined || elementsOf(entry.shape) === rows))
  if (wanted !== undefined && wanted !== '') return fitting.find(({ name }) => name === wanted)
  return fitting.find(({ name }) => /tok|input_ids/i.test(name)) ?? fitting[0]
}

/** Numbers of rows that the arrays of token ids and of labels could tell. */
export function tokenRows(arrays: readonly ArrayEntry[]): number[] {
  return [...new Set([...arrays.filter(isTokens), ...labelArrays(arrays)].map(({ shape }) => elementsOf(shape)))]
}

/** The row table of what was opened: its own, or its arrays of token ids and labels. */
export function tableIn(opened: OpenedFile, source: ArraySource, rows?: number): TableSource | undefined {
  if (opened.table && (rows === undefined || opened.table.rows === rows)) return opened.table
  const entry = tokenArray(opened.arrays, source.array, rows) ?? tokenArray(opened.arrays, undefined, rows)
  if (!entry) return opened.table ?? labelTable(opened, labelArrays(opened.arrays, rows))
  const labels = labelArrays(opened.arrays, elementsOf(entry.shape)).filter(({ name }) => name !== entry.name)
  return tokenTable(entry, opened.rowsOf(entry), besideTokens(opened, labels))
}

/** Why what was opened can not be a row table. */
export function noTable(source: ArraySource) {
  const hint =
    'A row table is a table (.parquet, .arrow, .jsonl, .csv) or an array of token ids, [sequences, positions] or [rows].'
  return namedError('unsupported', source.path, 'holds no row table', hint)
}

/** Whole numbers, one per row: they say something about rows and can not be activations. */
export function isListOfIds({ dtype, shape }: ArrayEntry): boolean {
  return whole.includes(dtype) && shape.length === 1
}

/** A list is token ids where its name says so or where it has none: `labels` are no tokens. */
function isTokens({ name, dtype, shape }: ArrayEntry): boolean {
  if (!whole.includes(dtype)) return false
  return shape.length === 2 || (shape.length === 1 && (name === '' || /tok|input_?ids?|^ids$/i.test(name)))
}
