/** Undo and redo on a screen that shows one feature: what was typed is saved first, and the screen goes to what was undone. */
import { toast, toastError } from '../../widgets/toast/toast-store'
import { useCommands } from '../commands/commands'
import { client } from '../engine/client'
import type { LabelEditor } from './label-editor'
import { featureOf, wordsFor } from './undo'
import type { RunIds } from './use-feature-order'

/** Takes the place of the window's own undo while the screen is mounted. */
export function useUndoHere(place: RunIds, editor: LabelEditor | undefined, goTo: (feature: number) => void): void {
  const { project, run } = place
  const revert = async (direction: 'undo' | 'redo') => {
    if (!project) return
    try {
      await editor?.flush()
      const done = await client().call(direction === 'undo' ? 'labels.undo' : 'labels.redo', { project })
      toast({ text: done ? wordsFor(done, direction) : `Nothing to ${direction}`, icon: 'undo' })
      const feature = done ? featureOf(done, run) : undefined
      if (feature !== undefined) goTo(feature)
    } catch (error) {
      toastError(error)
    }
  }
  const when = project !== null
  useCommands([
    { id: 'edit.undo', title: 'Undo label edit', keys: ['Mod+Z'], scope: 'global', when, run: () => void revert('undo') },
    {
      id: 'edit.redo',
      title: 'Redo label edit',
      keys: ['Mod+Shift+Z', 'Mod+Y'],
      scope: 'global',
      when,
      run: () => void revert('redo')
    }
  ])
}
