/** The form of a new run: what it is and its sizes first, the rest in groups. Alt+↑ and Alt+↓ step a number, Alt+Backspace resets it. */
import { useEffect } from 'react'
import type { Dataset } from '../../../../contract/records/dataset'
import type { Project } from '../../../../contract/records/project'
import type { Run, RunConfig } from '../../../../contract/records/run'
import { TextField } from '../../../widgets/field'
import { formatCount } from '../../../widgets/format'
import { Select } from '../../../widgets/select'
import { currentValue, fieldsOf, fieldText } from '../config-fields'
import { type ConfigField, fieldGroups, type FieldGroup as Group, groupWords } from '../fields/field'
import { ArchitectureChoice } from './architecture-choice'
import { type ConfigDraft, sameValue } from './config-draft'
import { ConfigInput } from './config-input'
import { FieldGroup } from './field-group'
import styles from './new-run.module.css'
import { OwnPresets, PresetChoice } from './preset-choice'
import type { DraftState } from './use-config-draft'

export interface NewRunFormProps {
  state: DraftState
  project: Project
  data: Dataset
  runs: readonly Run[]
  onDataset(dataset: string): void
  name: string
  onName(name: string): void
  /** What the engine refused, by field. */
  errors: Partial<Record<string, string>>
}

export function NewRunForm({ state, project, data, runs, onDataset, name, onName, errors }: NewRunFormProps) {
  const { draft, standard } = state
  const refused = Object.keys(errors)[0]
  useEffect(() => focusField(refused), [refused])
  if (!draft || !standard) return null
  const fields = fieldsOf(draft.config).filter(({ key }) => key !== 'architecture' && key !== 'kind')
  const input = (field: ConfigField) => (
    <ConfigInput
      key={field.key}
      {...{ field, draft, standard, runs }}
      error={errors[field.key]}
      onDraft={state.setDraft}
      onChoose={state.choose}
    />
  )
  return (
    <form className={styles.form} onSubmit={(event) => event.preventDefault()} aria-label="Configuration">
      <div className={styles.choices}>
        <TextField label="name" value={name} onChange={onName} placeholder="chosen by Loupe" maxLength={200} />
        <PresetChoice state={state} />
        <OwnPresets state={state} data={data} />
      </div>
      {project.datasets.length > 1 && <DataChoice project={project} data={data} onDataset={onDataset} />}
      <ArchitectureChoice
        config={draft.config}
        data={data}
        errors={errors}
        onKind={(kind) => state.choose('kind', kind)}
        onArchitecture={(architecture) => state.choose('architecture', architecture)}
      />
      <div className={styles.fields}>{fields.filter((field) => field.group === 'main').map(input)}</div>
      <div className={styles.groups}>
        {fieldGroups
          .filter((group) => group !== 'main' && fields.some((field) => field.group === group))
          .map((group) => (
            <FieldGroup key={group} title={groupWords[group]} {...groupFacts(group, fields, draft, standard, errors)}>
              {fields.filter((field) => field.group === group).map(input)}
            </FieldGroup>
          ))}
      </div>
    </form>
  )
}

function DataChoice({ project, data, onDataset }: Pick<NewRunFormProps, 'project' | 'data' | 'onDataset'>) {
  return (
    <Select
      label="data"
      value={data.id}
      onChange={onDataset}
      options={project.datasets.map((other) => ({
        value: other.id,
        label: `${other.name}, ${formatCount(other.trainRows)} rows`
      }))}
    />
  )
}

/** What a closed group says: its first fields, how many are changed, whether something in it is wrong. */
export function groupFacts(
  group: Group,
  fields: readonly ConfigField[],
  draft: ConfigDraft,
  standard: RunConfig,
  errors: Partial<Record<string, string>>
) {
  const own = fields.filter((field) => field.group === group)
  const isChanged = (field: ConfigField) => !sameValue(currentValue(field, draft.config), currentValue(field, standard))
  const given = own.filter((field) => currentValue(field, draft.config) !== undefined)
  return {
    summary: given
      .slice(0, 3)
      .map((field) => summaryWord(field, draft.config))
      .join(' · '),
    changed: own.filter(isChanged).length,
    isHeldOpen: own.some(({ key }) => key in errors || key in draft.problems)
  }
}

/** A choice says itself, a number needs its name, a switch is there or not. */
function summaryWord(field: ConfigField, config: RunConfig): string {
  if (field.kind === 'choice') return fieldText(field, config)
  if (field.kind === 'switch') return `${currentValue(field, config) ? '' : 'no '}${field.label}`
  return `${field.label} ${fieldText(field, config)}`
}

function focusField(key: string | undefined): void {
  if (!key) return
  const element = document.getElementById(`run-${key}`)
  const control = element?.matches('input, select') ? element : element?.querySelector<HTMLElement>('[tabindex="0"]')
  control?.focus()
}
