/** Columns of the feature list that a person adds to the ones that are always there. Kept in this window's storage. */
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { type FurtherKey, furtherFactList } from '../../app/features/further-facts'
import { type CheckColumnKey, checkColumnList } from './check-columns'

export type ColumnKey = FurtherKey | CheckColumnKey

/** What can be chosen, in the order in which the columns stand. */
export const columnChoices: readonly { key: ColumnKey; name: string; formula: string }[] = [
  ...furtherFactList,
  ...checkColumnList
]

export const useChosenColumns = create<{ keys: ColumnKey[] }>()(
  persist((): { keys: ColumnKey[] } => ({ keys: [] }), { name: 'loupe-columns', version: 1 })
)

export function toggleColumn(key: ColumnKey): void {
  useChosenColumns.setState(({ keys }) => ({ keys: withColumnToggled(keys, key) }))
}

/** In the order of the choices, whatever the order in which they were chosen. */
export function withColumnToggled(keys: readonly ColumnKey[], key: ColumnKey): ColumnKey[] {
  const wanted = new Set(keys)
  if (!wanted.delete(key)) wanted.add(key)
  return columnChoices.flatMap((choice) => (wanted.has(choice.key) ? [choice.key] : []))
}
