/** A name for the configuration, and what of it is kept under that name. */
import { useState } from 'react'
import { architectureWords } from '../../../../contract/records/architecture-words'
import type { RunConfig } from '../../../../contract/records/run'
import { FormDialog } from '../../../widgets/dialog/form-dialog'
import { TextField } from '../../../widgets/field'
import { Fact } from '../../../widgets/panel'
import { fieldOf, fieldText } from '../config-fields'
import type { ConfigKey } from '../fields/field'
import type { ConfigDraft } from './config-draft'
import styles from './new-run.module.css'
import { longestPresetName, ownPresetOf, presetFrom, savePreset, useOwnPresets } from './own-presets'

export interface PresetDialogProps {
  draft: ConfigDraft
  standard: RunConfig
  onClose(): void
}

export function PresetDialog({ draft, standard, onClose }: PresetDialogProps) {
  const presets = useOwnPresets((store) => store.presets)
  const [name, setName] = useState(ownPresetOf(presets, draft.config)?.name ?? '')
  const preset = presetFrom(name, draft, standard)
  const isKnown = presets.some((other) => other.name === preset.name)
  const save = () => {
    if (preset.name === '') return
    savePreset(preset)
    onClose()
  }
  return (
    <FormDialog
      title="Save as preset"
      onClose={onClose}
      submitWords={isKnown ? 'Replace' : 'Save'}
      canSubmit={preset.name !== ''}
      onSubmit={save}
    >
      <TextField
        label="name"
        hint={isKnown ? 'There is one of this name; it is replaced.' : 'For every project on this machine.'}
        maxLength={longestPresetName}
        value={name}
        onChange={setName}
        onEnter={save}
        autoFocus
      />
      <div>
        <Fact label="architecture" value={architectureWords[preset.architecture]} />
        {(Object.keys(preset.given) as ConfigKey[]).map((key) => (
          <Fact key={key} label={fieldOf(key).label} value={fieldText(fieldOf(key), draft.config)} />
        ))}
        <p className={styles.note}>All other fields follow the data, as in a new run.</p>
      </div>
    </FormDialog>
  )
}
