/** The form of a new run: the few fields that matter first, the rest under "More". Alt+↑ and Alt+↓ step a number. */
import { type KeyboardEvent, useEffect, useState } from 'react'
import type { Project } from '../../../../contract/records/project'
import type { Architecture, Precision } from '../../../../contract/records/run'
import { Button } from '../../../widgets/button'
import { Checkbox } from '../../../widgets/checkbox'
import { Field, TextField } from '../../../widgets/field'
import { formatCount } from '../../../widgets/format'
import { Segment } from '../../../widgets/segment'
import { Select } from '../../../widgets/select'
import { architectureWords, type ConfigField, type ConfigKey, configText, fieldsOf } from '../config-fields'
import { type ConfigDraft, editField, stepped } from './config-draft'
import styles from './new-run.module.css'
import { type Preset, presetOf, presetWords } from './presets'
import type { DraftState } from './use-config-draft'

export interface NewRunFormProps {
  state: DraftState
  project: Project
  dataset: string | undefined
  onDataset(dataset: string): void
  name: string
  onName(name: string): void
  /** What the engine refused, by field. */
  errors: Partial<Record<string, string>>
}

export function NewRunForm({ state, project, dataset, onDataset, name, onName, errors }: NewRunFormProps) {
  const { draft, standard } = state
  const [isMore, setMore] = useState(false)
  const refused = Object.keys(errors)[0]
  useEffect(() => {
    if (refused) document.getElementById(`run-${refused}`)?.focus()
  }, [refused])
  if (!draft || !standard) return null
  const fields = fieldsOf(draft.config.architecture).filter((field) => field.kind !== 'choice')
  const more = fields.filter((field) => field.isMore)
  const hidesError = more.some((field) => field.key in errors || field.key in draft.problems)
  const row = (field: ConfigField) => (
    <ConfigInput key={field.key} field={field} state={state} draft={draft} error={errors[field.key]} />
  )
  return (
    <form className={styles.form} onSubmit={(event) => event.preventDefault()} aria-label="Configuration">
      <div className={styles.choices}>
        <Segment
          label="Preset"
          value={presetOf(draft.config, standard)}
          onChange={state.choosePreset}
          options={(Object.keys(presetWords) as Preset[]).map((preset) => ({ value: preset, ...presetWords[preset] }))}
        />
        <Segment
          label="Architecture"
          value={draft.config.architecture}
          onChange={state.chooseArchitecture}
          options={(Object.keys(architectureWords) as Architecture[]).map((value) => ({
            value,
            label: architectureWords[value]
          }))}
        />
      </div>
      <div className={styles.wideFields}>
        <TextField label="name" value={name} onChange={onName} placeholder="named by Loupe when left empty" maxLength={200} />
        {project.datasets.length > 1 && (
          <Select
            label="data"
            value={dataset ?? ''}
            onChange={onDataset}
            options={project.datasets.map((data) => ({
              value: data.id,
              label: `${data.name}, ${formatCount(data.trainRows)} rows`
            }))}
          />
        )}
      </div>
      <div className={styles.fields}>
        {fields.filter((field) => !field.isMore).map(row)}
        <Field label="precision" hint="fast may use bf16 products">
          <span className={styles.start}>
            <Segment
              label="Precision"
              value={draft.config.precision}
              onChange={(value: Precision) => state.setDraft(editField(draft, 'precision', value))}
              options={[
                { value: 'exact', label: 'exact' },
                { value: 'fast', label: 'fast' }
              ]}
            />
          </span>
        </Field>
      </div>
      <div>
        <Button
          variant="quiet"
          size="small"
          icon={isMore || hidesError ? 'chevron-down' : 'chevron-right'}
          aria-expanded={isMore || hidesError}
          onClick={() => setMore(!isMore)}
        >
          More
        </Button>
      </div>
      {(isMore || hidesError) && <div className={styles.fields}>{more.map(row)}</div>}
    </form>
  )
}

interface ConfigInputProps {
  field: ConfigField
  state: DraftState
  draft: ConfigDraft
  error: string | undefined
}

function ConfigInput({ field, state, draft, error }: ConfigInputProps) {
  const change = (text: string) => state.setDraft(editField(draft, field.key, text))
  if (field.kind === 'switch')
    return (
      <Field label={field.label} hint={field.hint}>
        <Checkbox checked={draft.config[field.key] === true} onChange={(checked) => change(String(checked))}>
          {draft.config[field.key] ? 'yes' : 'no'}
        </Checkbox>
      </Field>
    )
  const usual = state.standard?.[field.key]
  const isUsual = usual === draft.config[field.key]
  const onKeyDown = (event: KeyboardEvent) => {
    const by = stepOf(event)
    if (by) change(stepped(field, draft.texts[field.key] ?? '', by))
    else if (event.altKey && event.key === 'Backspace' && usual !== undefined) change(String(usual))
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <TextField
      id={`run-${field.key}`}
      mono
      inputMode="decimal"
      label={field.label}
      detail={isUsual || usual === undefined ? undefined : `default ${configText(field, usual as ConfigValue)}`}
      hint={field.hint}
      error={draft.problems[field.key] ?? error}
      value={draft.texts[field.key] ?? ''}
      onChange={change}
      onKeyDown={onKeyDown}
    />
  )
}

type ConfigValue = ConfigDraft['config'][ConfigKey]

/** Alt with an arrow steps a number, up or down. */
function stepOf(event: KeyboardEvent): 1 | -1 | undefined {
  if (!event.altKey) return undefined
  if (event.key === 'ArrowUp') return 1
  return event.key === 'ArrowDown' ? -1 : undefined
}
