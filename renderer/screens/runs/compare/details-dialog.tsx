/** Tags and note of a run, written where it is listed. */
import { useState } from 'react'
import type { Run } from '../../../../contract/records/run'
import { Button } from '../../../widgets/button'
import { Dialog } from '../../../widgets/dialog/dialog'
import { Field, TextField } from '../../../widgets/field'
import type { RunActions } from '../run-actions'
import { tagsIn } from '../tags'
import styles from './compare.module.css'

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
    <Dialog
      title={run.name}
      onClose={onClose}
      actions={
        <>
          <Button keys="Escape" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" onClick={save}>
            Save
          </Button>
        </>
      }
    >
      <div className={styles.details}>
        <TextField
          label="tags"
          hint="with commas between"
          value={tags}
          onChange={setTags}
          onEnter={save}
          autoFocus={focus === 'tags'}
        />
        <Field label="note" htmlFor="run-note">
          <textarea
            id="run-note"
            className={styles.note}
            rows={4}
            maxLength={10_000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
            autoFocus={focus === 'note'}
          />
        </Field>
      </div>
    </Dialog>
  )
}
