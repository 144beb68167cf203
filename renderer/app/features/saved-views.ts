/** Views that people saved (a name for a filter, states and an order): kept with the project, the same for every window and screen. */
import { useEffect } from 'react'
import { create } from 'zustand'
import { type SavedView, viewLimits } from '../../../contract/records/view'
import { toast, toastError } from '../../widgets/toast/toast-store'
import { runCommand } from '../commands/commands'
import { client } from '../engine/client'
import { useCall } from '../engine/queries'
import type { ListSetup } from './list-state'
import { settleFilter } from './typed-filter'

/** Whether the field for the name of a new view is open. */
export const useNaming = create<{ isNaming: boolean }>()(() => ({ isNaming: false }))

const noViews: SavedView[] = []

export function useSavedViews(project: string | null): readonly SavedView[] {
  return useCall('views.list', { project: project ?? '' }, { enabled: project !== null }).data ?? noViews
}

/** One of the same name is replaced. An empty name saves nothing. What is typed in the filter field counts, paused or not. */
export async function saveView(project: string, name: string, setup: () => ListSetup): Promise<void> {
  settleFilter()
  const view = viewFrom(name, setup())
  if (view) await client().call('views.put', { project, view }).catch(toastError)
}

export async function removeView(project: string, name: string): Promise<void> {
  try {
    await client().call('views.remove', { project, name })
    const undo = { label: 'Undo', keys: 'Mod+Z', run: () => void runCommand('edit.undo') }
    toast({ text: `View “${name}” taken away`, action: undo })
  } catch (error) {
    toastError(error)
  }
}

export function viewFrom(name: string, { filter, statuses, sort, descending }: ListSetup): SavedView | undefined {
  const named = name.trim().slice(0, viewLimits.name).trim()
  if (named === '') return undefined
  return { name: named, filter: filter.trim(), ...(statuses ? { statuses } : {}), sort, descending }
}

export function setupOf({ filter, statuses, sort, descending }: SavedView): ListSetup {
  return { filter, statuses, sort, descending }
}

/** The saved view that the list shows now. */
export function savedViewOf(views: readonly SavedView[], setup: ListSetup): SavedView | undefined {
  return views.find((view) => keyOf(setupOf(view)) === keyOf(setup))
}

/** The ready-made views say nothing about the order, saved ones do. */
function keyOf({ filter, statuses, sort, descending }: ListSetup): string {
  return [filter.trim(), [...(statuses ?? [])].sort().join(' '), sort, descending].join('\n')
}

const oldStorage = 'loupe-views'

/** An earlier Loupe kept views in the storage of the window: they move into the project, once. */
export function useViewsMovedOver(project: string | null, folder: string | null, readOnly: boolean): void {
  useEffect(() => {
    if (!project || !folder || readOnly) return
    const { views, rest } = takenOver(localStorage.getItem(oldStorage), folder)
    if (views.length === 0) return
    const put = async () => {
      const known = new Set((await client().call('views.list', { project })).map(({ name }) => name))
      for (const view of views) if (!known.has(view.name)) await client().call('views.put', { project, view })
      localStorage.setItem(oldStorage, rest)
    }
    put().catch(toastError)
  }, [project, folder, readOnly])
}

/** Views of a folder in what an earlier Loupe stored, and what is stored without them. Anything else counts as nothing. */
export function takenOver(stored: string | null, folder: string): { views: SavedView[]; rest: string } {
  const whole = storedViews(stored)
  const { [folder]: own = [], ...others } = whole?.state?.byFolder ?? {}
  const views = own.flatMap(({ name, ...setup }) => viewFrom(name, setup) ?? [])
  return { views, rest: JSON.stringify({ ...whole, state: { ...whole?.state, byFolder: others } }) }
}

interface StoredViews {
  state?: { byFolder?: Record<string, (ListSetup & { name: string })[]> }
}

function storedViews(text: string | null): StoredViews | undefined {
  try {
    return JSON.parse(text ?? '{}') as StoredViews
  } catch {
    return undefined
  }
}
