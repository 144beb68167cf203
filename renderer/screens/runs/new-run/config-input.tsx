/** The control of one field: a text for numbers and lists, a choice, a switch, a checkpoint of another run. */
import type { KeyboardEvent } from 'react'
import type { Run, RunConfig } from '../../../../contract/records/run'
import { Checkbox } from '../../../widgets/checkbox'
import { Field, TextField } from '../../../widgets/field'
import { Segment } from '../../../widgets/segment'
import { Select } from '../../../widgets/select'
import { configText, currentValue } from '../config-fields'
import type { ConfigField, ConfigKey, ConfigValue } from '../fields/field'
import { type ConfigDraft, editField, sameValue, setField } from './config-draft'
import { stepped, textOf } from './field-text'
import { SourceInput } from './source-input'

export interface ConfigInputProps {
  field: ConfigField
  draft: ConfigDraft
  /** Defaults, for what differs from them and for Alt+Backspace. */
  standard: RunConfig
  /** Runs whose weights can be taken. */
  runs: readonly Run[]
  /** What the engine said against it. */
  error: string | undefined
  onDraft(draft: ConfigDraft): void
  /** A choice was made: other defaults may follow it. */
  onChoose(key: ConfigKey, value: ConfigValue): void
}

export function ConfigInput(props: ConfigInputProps) {
  const { field, draft, onChoose, error } = props
  const value = currentValue(field, draft.config)
  const id = `run-${field.key}`
  if (field.kind === 'switch')
    return (
      <Field label={field.label} hint={field.hint} error={error} htmlFor={id}>
        <Checkbox id={id} checked={value === true} onChange={(checked) => onChoose(field.key, checked)}>
          {value ? 'yes' : 'no'}
        </Checkbox>
      </Field>
    )
  if (field.kind === 'source') return <SourceInput {...props} id={id} />
  if (field.kind === 'choice')
    return <Choice {...{ field, id, error, onChoose }} config={draft.config} value={String(value ?? '')} />
  return <NumberInput {...props} id={id} />
}

/** A value that does not go together with the others is offered only while it is the chosen one. */
function offeredWords({ key, words, offered }: ConfigField, config: RunConfig): { value: string; label: string }[] {
  const allowed = offered?.(config)
  const isOffered = (value: string) => !allowed || allowed.includes(value) || config[key] === value
  return Object.entries(words ?? {}).flatMap(([value, label]) => (isOffered(value) ? [{ value, label }] : []))
}

interface ChoiceProps {
  field: ConfigField
  config: RunConfig
  id: string
  value: string
  error: string | undefined
  onChoose(key: ConfigKey, value: ConfigValue): void
}

/** Letters that two words side by side have room for. */
const mostLetters = 14

/** Two short words stand side by side, more go into a list. */
function Choice({ field, config, id, value, error, onChoose }: ChoiceProps) {
  const options = offeredWords(field, config)
  const choose = (next: string) => onChoose(field.key, next as ConfigValue)
  const letters = options.reduce((sum, option) => sum + option.label.length, 0)
  if (options.length === 2 && letters <= mostLetters)
    return (
      <Field label={field.label} hint={field.hint} error={error}>
        <span id={id}>
          <Segment label={field.label} value={value} onChange={choose} options={options} />
        </span>
      </Field>
    )
  return <Select id={id} label={field.label} hint={field.hint} error={error} value={value} onChange={choose} options={options} />
}

function NumberInput({ field, draft, standard, error, onDraft, id }: ConfigInputProps & { id: string }) {
  const usual = standard[field.key]
  const isUsual = sameValue(usual, draft.config[field.key])
  const text = draft.texts[field.key] ?? ''
  const change = (next: string) => onDraft(editField(draft, field.key, next))
  const onKeyDown = (event: KeyboardEvent) => {
    const by = stepOf(event)
    if (by) change(stepped(field, text, by))
    else if (event.altKey && event.key === 'Backspace') onDraft(setField(draft, field.key, usual))
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <TextField
      id={id}
      mono
      inputMode="decimal"
      label={field.label}
      hint={isUsual || usual === undefined ? field.hint : withDefault(field, usual)}
      placeholder={field.empty}
      error={draft.problems[field.key] ?? error}
      value={text}
      onChange={change}
      onKeyDown={onKeyDown}
    />
  )
}

/** Below the control: beside the label it would break into two lines, and shift the control out of its row. */
function withDefault(field: ConfigField, usual: ConfigValue): string {
  return [field.hint, `default ${shortText(field, usual)}`].filter(Boolean).join('; ')
}

function shortText(field: ConfigField, value: ConfigValue): string {
  return field.kind === 'list' ? textOf(value) : configText(field, value)
}

/** Alt with an arrow steps a number, up or down. */
function stepOf(event: KeyboardEvent): 1 | -1 | undefined {
  if (!event.altKey) return undefined
  if (event.key === 'ArrowUp') return 1
  return event.key === 'ArrowDown' ? -1 : undefined
}
