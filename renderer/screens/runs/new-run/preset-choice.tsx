/** Where a configuration starts from: the ready-made presets, and the person's own, which are saved and taken away here. */
import type { Dataset } from '../../../../contract/records/dataset'
import { Button } from '../../../widgets/button'
import { Segment } from '../../../widgets/segment'
import { Select } from '../../../widgets/select'
import { refusedKinds } from './kinds'
import styles from './new-run.module.css'
import { type OwnPreset, ownPresetOf, useOwnPresets } from './own-presets'
import { type Preset, presetOf, presetWords } from './presets'
import type { DraftState } from './use-config-draft'

export interface PresetChoiceProps {
  state: DraftState
  data: Dataset
}

export function PresetChoice({ state }: Pick<PresetChoiceProps, 'state'>) {
  const { draft, standard } = state
  if (!draft || !standard) return null
  return (
    <Segment
      label="Preset"
      value={presetOf(draft.config, standard)}
      onChange={state.choosePreset}
      options={(Object.keys(presetWords) as Preset[]).map((preset) => ({ value: preset, ...presetWords[preset] }))}
    />
  )
}

/** In a row of its own: names are long. */
export function OwnPresets({ state, data }: PresetChoiceProps) {
  const presets = useOwnPresets((store) => store.presets)
  const { draft } = state
  if (!draft) return null
  const chosen = ownPresetOf(presets, draft.config)
  const choose = (name: string) => {
    const preset = presets.find((other) => other.name === name)
    if (preset) state.chooseOwn(preset)
  }
  return (
    <div className={styles.ownPresets}>
      {presets.length > 0 && (
        <span className={styles.ownPreset}>
          <Select
            aria-label="Own preset"
            value={chosen?.name ?? ''}
            onChange={choose}
            options={[{ value: '', label: 'Own presets…', disabled: true }, ...presets.map((preset) => optionOf(preset, data))]}
          />
        </span>
      )}
      <Button variant="quiet" size="small" command="run.savePreset">
        Save as preset…
      </Button>
      {chosen && (
        <Button variant="quiet" size="small" command="run.removePreset">
          Remove
        </Button>
      )}
    </div>
  )
}

function optionOf({ name, given }: OwnPreset, data: Dataset) {
  const reason = refusedKinds(data)[given.kind ?? 'sae']
  return { value: name, label: reason ? `${name}: ${reason}` : name, disabled: reason !== undefined }
}
