/**
 * Views that the person saved: a name for a filter, chosen states and an order. Kept per project (by its folder, which
 * outlives the ids of one session) in this window's storage.
 */
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { ListSetup } from '../../app/features/list-state'

export interface SavedView extends ListSetup {
  name: string
}

interface SavedViews {
  byFolder: Record<string, SavedView[]>
  /** The field for the name of a new one is open. */
  isNaming: boolean
}

export const useSavedViews = create<SavedViews>()(
  persist((): SavedViews => ({ byFolder: {}, isNaming: false }), {
    name: 'loupe-views',
    version: 1,
    partialize: ({ byFolder }) => ({ byFolder, isNaming: false })
  })
)

const longestName = 60
const noViews: SavedView[] = []

export function useViewsOf(folder: string | null): SavedView[] {
  return useSavedViews((state) => (folder === null ? undefined : state.byFolder[folder]) ?? noViews)
}

/** One of the same name is replaced. An empty name saves nothing. */
export function saveView(folder: string, name: string, setup: ListSetup): void {
  useSavedViews.setState(({ byFolder }) => ({ isNaming: false, byFolder: withView(byFolder, folder, name, setup) }))
}

export function removeView(folder: string, name: string): void {
  useSavedViews.setState(({ byFolder }) => ({
    byFolder: { ...byFolder, [folder]: (byFolder[folder] ?? []).filter((view) => view.name !== name) }
  }))
}

export function withView(byFolder: SavedViews['byFolder'], folder: string, name: string, setup: ListSetup) {
  const named = name.trim().slice(0, longestName)
  if (named === '') return byFolder
  const { filter, statuses, sort, descending } = setup
  const view: SavedView = { name: named, filter: filter.trim(), statuses, sort, descending }
  const views = byFolder[folder] ?? []
  const isKnown = views.some((other) => other.name === named)
  return { ...byFolder, [folder]: isKnown ? views.map((other) => (other.name === named ? view : other)) : [...views, view] }
}

/** The saved view that the list shows now. */
export function savedViewOf(views: readonly SavedView[], setup: ListSetup): SavedView | undefined {
  return views.find((view) => keyOf(view) === keyOf(setup))
}

/** The ready-made views say nothing about the order, saved ones do. */
function keyOf({ filter, statuses, sort, descending }: ListSetup): string {
  return [filter.trim(), [...(statuses ?? [])].sort().join(' '), sort, descending].join('\n')
}
