/** Undo and redo of label edits: done by the store, told by a toast, across features and after a restart. */
import type { LabelEdit } from '../../../contract/records/label'
import { toast, toastError } from '../../widgets/toast/toast-store'
import { client } from '../engine/client'
import { useSession } from '../session'

export async function undoLabel(direction: 'undo' | 'redo'): Promise<void> {
  const { project } = useSession.getState()
  if (!project) return
  try {
    const done = await client().call(direction === 'undo' ? 'labels.undo' : 'labels.redo', { project })
    if (!done) toast({ text: direction === 'undo' ? 'Nothing to undo' : 'Nothing to redo', icon: 'undo' })
    else toast({ text: wordsFor(done.edit, direction), icon: 'undo' })
  } catch (error) {
    toastError(error)
  }
}

/** `Undone: 949 label and tags`. */
export function wordsFor(edit: LabelEdit, direction: 'undo' | 'redo'): string {
  const fields = Object.keys(edit.after).join(' and ')
  return `${direction === 'undo' ? 'Undone' : 'Done again'}: ${edit.feature} ${fields}`
}
