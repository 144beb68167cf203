/**
 * The fields of a run's configuration in words, for the form, the panel, the table of runs and the JSON schema alike.
 * One table of them all, made of the parts under fields/.
 */
import { RunConfig, type StartFrom } from '../../../contract/records/run'
import { architecturesWith } from '../../../contract/records/run-fields'
import { formatCount } from '../../widgets/format'
import { scientificText } from '../../widgets/line-series/tick-text'
import { checkpointFields } from './fields/checkpoint-fields'
import type { ConfigField, ConfigKey, ConfigValue } from './fields/field'
import { inputFields } from './fields/input-fields'
import { mainFields } from './fields/main-fields'
import { optimizerFields } from './fields/optimizer-fields'
import { deadFields, sparsityFields } from './fields/sparsity-fields'

export const configFields: readonly ConfigField[] = [
  ...mainFields,
  ...sparsityFields,
  ...deadFields,
  ...optimizerFields,
  ...inputFields,
  ...checkpointFields
]

const byKey = new Map(configFields.map((field) => [field.key, field]))

export function fieldOf(key: ConfigKey): ConfigField {
  const field = byKey.get(key)
  if (!field) throw new Error(`no field ${key}`)
  return field
}

/** The fields that mean something in this configuration. */
export function fieldsOf(config: RunConfig): ConfigField[] {
  return configFields.filter((field) => isOwn(field, config))
}

/** The configuration without values that mean nothing in it, such as another architecture's; what every one has stays. */
export function ownConfig(config: RunConfig): RunConfig {
  const isKept = (field: ConfigField) => isOwn(field, config) || !RunConfig.shape[field.key].safeParse(undefined).success
  const entries = configFields.filter(isKept).map(({ key }) => [key, config[key]])
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as RunConfig
}

/** What a field says when it is left out is said here too, so that a choice always has a value. */
export function currentValue(field: ConfigField, config: RunConfig): ConfigValue {
  const { usual } = field
  return config[field.key] ?? ((typeof usual === 'function' ? usual(config) : usual) as ConfigValue)
}

/** What a configuration says in a field, as the panel prints it; another run by its name, where it is among `runs`. */
export function fieldText(field: ConfigField, config: RunConfig, runs: readonly Named[] = []): string {
  const value = currentValue(field, config)
  if (field.kind !== 'source' || value === undefined) return configText(field, value)
  const source = value as StartFrom
  return sourceText({ ...source, run: runs.find(({ id }) => id === source.run)?.name ?? source.run })
}

interface Named {
  id: string
  name: string
}

/** A value as the panel prints it. */
export function configText(field: ConfigField, value: ConfigValue): string {
  if (value === undefined) return field.empty ?? '–'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return field.words?.[value] ?? value
  if (typeof value === 'object') return Array.isArray(value) ? value.map(formatCount).join(' · ') : sourceText(value)
  if (field.key === 'decayShare') return value === 0 ? 'none' : `last ${percent(value)}`
  if (field.kind === 'share') return percent(value)
  if (field.kind === 'whole') return field.key === 'seed' ? String(value) : formatCount(value)
  return value !== 0 && (Math.abs(value) < 0.01 || Math.abs(value) >= 1e5) ? scientificText(value) : String(value)
}

/** Keys whose values are not the same; a field that only one of them has differs. */
export function differingKeys(config: RunConfig, other: RunConfig): ConfigKey[] {
  const differs = (field: ConfigField) => comparable(field, config) !== comparable(field, other)
  return configFields.filter(differs).map((field) => field.key)
}

/** The same for configurations that say the same in a field: nothing, or no such field, is nothing. */
export function comparable(field: ConfigField, config: RunConfig): string {
  return JSON.stringify((isOwn(field, config) ? currentValue(field, config) : undefined) ?? null)
}

/** Whether the field means something in this configuration. */
export function isOwn({ key, when }: ConfigField, config: RunConfig): boolean {
  const architectures = architecturesWith(key)
  return (architectures === undefined || architectures.includes(config.architecture)) && (when === undefined || when(config))
}

function sourceText(source: StartFrom): string {
  return source.step === undefined ? source.run : `${source.run}, step ${formatCount(source.step)}`
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`
}
