/** Lists of numbers beside activations, one per row (labels, documents): columns by their own names. */
import { tableFrom } from './formats/columns/table'
import type { ArrayEntry, OpenedFile, TableSource } from './formats/format'
import { type BesideTokens, numbersOf } from './formats/token-table'

/** Arrays of `rows` rows (any number where it is not known) that have a name and one number per row. */
export function labelArrays(arrays: readonly ArrayEntry[], rows?: number): ArrayEntry[] {
  return arrays.filter(({ name, shape }) => name !== '' && shape.length === 1 && (rows === undefined || shape[0] === rows))
}

/** The lists as columns beside token ids. */
export function besideTokens(opened: OpenedFile, labels: readonly ArrayEntry[]): BesideTokens {
  return Object.fromEntries(labels.map((entry) => [entry.name, opened.rowsOf(entry)]))
}

/** The row table of lists without token ids: those as long as the first. */
export function labelTable(opened: OpenedFile, labels: readonly ArrayEntry[]): TableSource | undefined {
  if (labels.length === 0) return undefined
  const rows = labels[0].shape[0]
  const cells = new Map(labelArrays(labels, rows).map((entry) => [entry.name, numbersOf(opened.rowsOf(entry))]))
  return tableFrom(rows, [...cells.keys()], async (name, from, to) => (await cells.get(name)?.(from, to)) ?? [])
}
