/** Columns of the feature list that a person adds to the ones that are always there. Kept in this window's storage. */
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { type FurtherKey, furtherFactList } from '../../app/features/further-facts'

export const useChosenColumns = create<{ keys: FurtherKey[] }>()(
  persist((): { keys: FurtherKey[] } => ({ keys: [] }), { name: 'loupe-columns', version: 1 })
)

export function toggleColumn(key: FurtherKey): void {
  useChosenColumns.setState(({ keys }) => ({ keys: withColumnToggled(keys, key) }))
}

/** In the order of the list of facts, whatever the order in which they were chosen. */
export function withColumnToggled(keys: readonly FurtherKey[], key: FurtherKey): FurtherKey[] {
  const wanted = new Set(keys)
  if (!wanted.delete(key)) wanted.add(key)
  return furtherFactList.flatMap((fact) => (wanted.has(fact.key) ? [fact.key] : []))
}
