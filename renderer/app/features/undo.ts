/** Undo and redo of label edits and changes of groups: done by the store, told by a toast, across features and after a restart. */
import type { Reverted, RevertedGroup, RevertedStep } from '../../../contract/calls/labels'
import { formatCount } from '../../widgets/format'
import { toast, toastError } from '../../widgets/toast/toast-store'
import { client } from '../engine/client'
import { useSession } from '../session'

export async function undoLabel(direction: 'undo' | 'redo'): Promise<void> {
  const { project } = useSession.getState()
  if (!project) return
  try {
    const done = await client().call(direction === 'undo' ? 'labels.undo' : 'labels.redo', { project })
    if (!done) toast({ text: direction === 'undo' ? 'Nothing to undo' : 'Nothing to redo', icon: 'undo' })
    else toast({ text: wordsFor(done, direction), icon: 'undo' })
  } catch (error) {
    toastError(error)
  }
}

/** `Undone: 949 label and tags`; of a step with several features, `Undone: tags of 200 features`; `Undone: group “digits” removed`. */
export function wordsFor(done: NonNullable<RevertedStep>, direction: 'undo' | 'redo'): string {
  return `${direction === 'undo' ? 'Undone' : 'Done again'}: ${'group' in done ? groupWords(done.group) : editWords(done)}`
}

function groupWords({ name, change }: RevertedGroup['group']): string {
  return `group “${name}” ${change}`
}

function editWords({ edit, features }: NonNullable<Reverted>): string {
  const fields = Object.keys(edit.after).join(' and ')
  return features.length > 1 ? `${fields} of ${formatCount(features.length)} features` : `${edit.feature} ${fields}`
}
