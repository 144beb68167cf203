/** Who labels: a name, no account. Names that labeled here already are offered. */
import { useState } from 'react'
import { isRepeat } from '../../../contract/records/annotator'
import { Checkbox } from '../../widgets/checkbox'
import { FormDialog } from '../../widgets/dialog/form-dialog'
import { TextField } from '../../widgets/field'
import { useCall } from '../engine/queries'
import type { RunIds } from '../features/use-feature-order'
import { changeSettings, useSettings } from '../settings'

export function WhoDialog({ place, onClose }: { place: RunIds; onClose: () => void }) {
  const { annotator, blind } = useSettings()
  const [name, setName] = useState(annotator)
  const [isBlind, setBlind] = useState(blind)
  const scope = { project: place.project ?? '', run: place.run ?? '' }
  const known = useCall('annotators.list', scope, { enabled: Boolean(place.project && place.run) }).data ?? []
  const account = useCall('annotators.self', {}).data?.author
  const save = () => {
    changeSettings({ annotator: name.trim(), blind: isBlind })
    onClose()
  }
  return (
    <FormDialog title="Who labels" onClose={onClose} submitWords={`Label as ${name.trim() || account || '…'}`} onSubmit={save}>
      <TextField
        label="Name"
        autoFocus
        value={name}
        maxLength={80}
        list="known-annotators"
        hint="Written beside every label edit; no account. Empty: the name of the system user."
        onChange={setName}
        onEnter={save}
      />
      <datalist id="known-annotators">
        {known
          .filter(({ author }) => author !== '' && !isRepeat(author))
          .map(({ author }) => (
            <option key={author} value={author} />
          ))}
      </datalist>
      <Checkbox checked={isBlind} onChange={setBlind}>
        Blind: hide suggestions and the labels of others
      </Checkbox>
    </FormDialog>
  )
}
