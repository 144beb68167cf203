/** Name and description (Markdown) of a group. */
import { useState } from 'react'
import type { FeatureGroup } from '../../../contract/records/annotation'
import { errorRecordFrom } from '../../../contract/wire/errors'
import { FormDialog } from '../../widgets/dialog/form-dialog'
import { TextField } from '../../widgets/field'
import { TextArea } from '../../widgets/text-area'
import { useAct } from '../engine/queries'
import type { AroundDialogProps } from './place'

export function GroupForm({ place, group, onClose }: AroundDialogProps & { group: FeatureGroup }) {
  const [name, setName] = useState(group.name)
  const [description, setDescription] = useState(group.description)
  const put = useAct('annotation.putGroup', { quiet: true, onDone: onClose })
  const save = () => {
    if (name.trim()) put.mutate({ ...place, group: { ...group, name: name.trim(), description } })
  }
  return (
    <FormDialog
      title={`Group of ${group.features.length} features`}
      width={520}
      onClose={onClose}
      submitWords="Save"
      canSubmit={name.trim() !== '' && !put.isPending}
      onSubmit={save}
    >
      <TextField
        label="Name"
        autoFocus
        maxLength={200}
        value={name}
        error={put.error ? errorRecordFrom(put.error).message : undefined}
        onChange={setName}
        onEnter={save}
      />
      <TextArea
        label="Description"
        detail="Markdown"
        value={description}
        onChange={setDescription}
        maxLength={20_000}
        onSubmit={save}
      />
    </FormDialog>
  )
}
