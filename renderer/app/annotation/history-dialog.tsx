/** Every edit of a label: who, when, before and after. Enter puts the label back as it was after the chosen edit. */
import { type KeyboardEvent, useId, useState } from 'react'
import type { LabelEdit } from '../../../contract/records/label'
import { Button } from '../../widgets/button'
import { Dialog } from '../../widgets/dialog/dialog'
import { formatWhen } from '../../widgets/format'
import { toast } from '../../widgets/toast/toast-store'
import { useAct, useCall } from '../engine/queries'
import { editWords } from '../features/label-words'
import { undoLabel } from '../features/undo'
import { useProject } from '../project/current'
import { authorWords } from './author'
import { ChangeList } from './change-list'
import forms from './forms.module.css'
import styles from './history-dialog.module.css'
import type { AroundDialogProps } from './place'

export function HistoryDialog({ place, feature, onClose }: AroundDialogProps & { feature: number }) {
  const [chosen, setChosen] = useState(0)
  const readOnly = useProject()?.readOnly ?? false
  const edits = useCall('labels.history', { ...place, feature }).data ?? []
  const restore = useAct('labels.restore', {
    onDone: ({ features }) => {
      const text = features.length > 0 ? `The label of ${feature} is back as it was` : 'The label is like that already'
      toast({
        text,
        icon: 'undo',
        action: features.length > 0 ? { label: 'Undo', run: () => void undoLabel('undo') } : undefined
      })
      onClose()
    }
  })
  const edit = edits[Math.min(chosen, edits.length - 1)]
  const canRestore = edit !== undefined && !readOnly && !restore.isPending
  const putBack = () => {
    if (canRestore) restore.mutate({ ...place, to: { feature, edit: edit.id } })
  }
  return (
    <Dialog
      title={`History of feature ${feature}`}
      width={760}
      onClose={onClose}
      actions={
        <>
          <Button keys="Escape" onClick={onClose}>
            Close
          </Button>
          <Button variant="primary" keys="Enter" disabled={!canRestore} onClick={putBack}>
            Put this version back
          </Button>
        </>
      }
    >
      {edits.length === 0 ? (
        <p className={forms.note}>Nobody has edited this label yet.</p>
      ) : (
        <div className={styles.parts}>
          <EditList edits={edits} chosen={chosen} onChoose={setChosen} onEnter={putBack} />
          <div className={styles.detail} aria-live="polite">
            {edit && <EditDetail edit={edit} />}
          </div>
        </div>
      )}
    </Dialog>
  )
}

interface EditListProps {
  edits: readonly LabelEdit[]
  chosen: number
  onChoose: (index: number) => void
  onEnter: () => void
}

const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, J: 1, K: -1, j: 1, k: -1, PageDown: 10, PageUp: -10 }

function EditList({ edits, chosen, onChoose, onEnter }: EditListProps) {
  const id = useId()
  const keyDown = (event: KeyboardEvent) => {
    const step = event.ctrlKey || event.metaKey || event.altKey ? undefined : steps[event.key]
    if (step) onChoose(Math.min(edits.length - 1, Math.max(0, chosen + step)))
    else if (event.key === 'Enter') onEnter()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div
      className={styles.list}
      role="listbox"
      aria-label="Edits, the latest first"
      tabIndex={0}
      ref={(element) => {
        if (element && !element.contains(document.activeElement)) element.focus()
      }}
      aria-activedescendant={`${id}-${chosen}`}
      onKeyDown={keyDown}
    >
      {edits.map((edit, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the focus and its keys choose
        <div
          key={edit.id}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === chosen}
          className={styles.edit}
          data-undone={!edit.applied}
          onClick={() => onChoose(index)}
        >
          <span className={styles.when}>{formatWhen(edit.at)}</span>
          <span className={`ellipsis ${styles.who}`}>{authorWords(edit.author)}</span>
          <span className="ellipsis">{editWords(edit)}</span>
        </div>
      ))}
    </div>
  )
}

function EditDetail({ edit }: { edit: LabelEdit }) {
  return (
    <>
      <p className={forms.note}>
        {authorWords(edit.author)}, {new Date(edit.at).toLocaleString()}
        {edit.applied ? '' : '; undone since'}
        {edit.batch === undefined ? '' : '; with other features in one step'}
      </p>
      <ChangeList before={edit.before} after={edit.after} />
    </>
  )
}
