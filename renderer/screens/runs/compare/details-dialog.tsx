/** Tags and note of a run, written where it is listed. */
import { useState } from 'react'
import type { Run } from '../../../../contract/records/run'
import { FormDialog } from '../../../widgets/dialog/form-dialog'
import { TextField } from '../../../widgets/field'
import { TextArea } from '../../../widgets/text-area'
import type { RunActions } from '../run-actions'
import { tagsIn } from '../tags'

export interface DetailsDialogProps {
  run: Run
  /** Where the writing starts. */
  focus: 'tags' | 'note'
  actions: RunActions
  onClose(): void
}

export function DetailsDialog({ run, focus, actions, onClose }: DetailsDialogProps) {
  const [tags, setTags] = useState(run.tags.join(', '))
  const [note, setNote] = useState(run.note)
  const save = () => {
    actions.setTags(run, tagsIn(tags))
    actions.setNote(run, note)
    onClose()
  }
  return (
    <FormDialog title={run.name} onClose={onClose} submitWords="Save" onSubmit={save}>
      <TextField
        label="tags"
        hint="with commas between"
        value={tags}
        onChange={setTags}
        onEnter={save}
        autoFocus={focus === 'tags'}
      />
      <TextArea label="note" maxLength={10_000} value={note} onChange={setNote} autoFocus={focus === 'note'} />
    </FormDialog>
  )
}
