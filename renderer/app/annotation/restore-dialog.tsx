/**
 * Labels of another time: look at the whole project as it was, put all labels back, or take one person's or one hour's edits out.
 * What would change is listed first; putting back is one step of undo.
 */
import { type KeyboardEvent, useState } from 'react'
import { Button } from '../../widgets/button'
import { FormDialog } from '../../widgets/dialog/form-dialog'
import { formatCount, formatPlural } from '../../widgets/format'
import { Segment } from '../../widgets/segment'
import { toast } from '../../widgets/toast/toast-store'
import { useAct, useCall } from '../engine/queries'
import { undoLabel } from '../features/undo'
import { useProject } from '../project/current'
import { enterAsOf } from './as-of'
import type { AroundDialogProps } from './place'
import { firstForm, type RestoreForm, restorationFrom } from './restoration'
import { RestoreFields } from './restore-fields'
import { RestorePreview } from './restore-preview'

export function RestoreDialog({ place, onClose }: AroundDialogProps) {
  const [form, setForm] = useState(() => firstForm(new Date()))
  const readOnly = useProject()?.readOnly ?? false
  const to = restorationFrom(form)
  const preview = useCall('labels.restorable', { ...place, to: to ?? { asOf: 0 }, most: 200 }, { enabled: to !== undefined })
  const total = to === undefined ? undefined : preview.data?.total
  const restore = useAct('labels.restore', {
    onDone: ({ features }) => {
      const action = { label: 'Undo', run: () => void undoLabel('undo') }
      toast({ text: `${formatPlural(features.length, 'label')} put back`, icon: 'undo', action })
      onClose()
    }
  })
  const canRestore = to !== undefined && total !== undefined && total > 0 && !readOnly && !restore.isPending
  const putBack = () => {
    if (canRestore) restore.mutate({ ...place, to })
  }
  const look = () => {
    if (to && 'asOf' in to) void enterAsOf(to.asOf).then((entered) => entered && onClose())
  }
  const heard = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !event.altKey) return
    look()
    event.preventDefault()
  }
  return (
    <FormDialog
      title="Labels of another time"
      width={680}
      onClose={onClose}
      more={
        form.how === 'asOf' && (
          <Button disabled={to === undefined} onClick={look} keys="Alt+Enter">
            Look at the project then
          </Button>
        )
      }
      submitWords={total ? `Put ${formatCount(total)} back` : 'Put back'}
      canSubmit={canRestore}
      onSubmit={putBack}
      onKeyDown={heard}
    >
      <Segment<RestoreForm['how']>
        label="What to put back"
        value={form.how}
        onChange={(how) => setForm({ ...form, how })}
        options={[
          { value: 'asOf', label: 'All labels as of a time' },
          { value: 'without', label: 'Without a person or an hour' }
        ]}
      />
      <RestoreFields place={place} form={form} onChange={(part) => setForm({ ...form, ...part })} />
      <RestorePreview preview={to === undefined ? undefined : preview.data} error={preview.error} isReady={to !== undefined} />
    </FormDialog>
  )
}
