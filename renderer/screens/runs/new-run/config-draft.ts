/**
 * A configuration while it is being written, as form and as JSON at once. Pure: each edit gives a new draft in which both agree,
 * except where one of them can not be understood yet; then its words stay and the other side keeps the last good value.
 */
import type { Architecture, RunConfig } from '../../../../contract/records/run'
import { configFields, fieldOf, fieldsOf, isOwn } from '../config-fields'
import type { ConfigField, ConfigKey, ConfigValue } from '../fields/field'
import { configFromJson, jsonOf } from './config-json'
import { readText, textOf } from './field-text'

export interface ConfigDraft {
  /** The last good value of every field. */
  config: RunConfig
  /** What stands in each field of the form. */
  texts: Partial<Record<ConfigKey, string>>
  /** Fields whose text is not a value, with the reason. */
  problems: Partial<Record<ConfigKey, string>>
  json: string
  /** Why the JSON is not a configuration. */
  jsonProblem: string | null
  /** Fields that the person set; they survive another architecture or preset. */
  touched: readonly ConfigKey[]
}

export function draftFrom(config: RunConfig, touched: readonly ConfigKey[] = []): ConfigDraft {
  return { config, texts: textsOf(config), problems: {}, json: jsonOf(config), jsonProblem: null, touched }
}

export function isReady(draft: ConfigDraft): boolean {
  const own = fieldsOf(draft.config).map((field) => field.key)
  return draft.jsonProblem === null && !own.some((key) => key in draft.problems)
}

/** Typing in the form. */
export function editField(draft: ConfigDraft, key: ConfigKey, text: string): ConfigDraft {
  const parsed = readText(fieldOf(key), text)
  if ('value' in parsed) return { ...setField(draft, key, parsed.value), texts: { ...draft.texts, [key]: text } }
  const texts = { ...draft.texts, [key]: text }
  return { ...draft, touched: touchedWith(draft, [key]), texts, problems: { ...draft.problems, [key]: parsed.problem } }
}

/** A choice made in the form; `undefined` leaves the field out. */
export function setField(draft: ConfigDraft, key: ConfigKey, value: ConfigValue): ConfigDraft {
  const { [key]: _solved, ...problems } = draft.problems
  const config = { ...draft.config, [key]: value } as RunConfig
  const texts = { ...draft.texts, [key]: textOf(value) }
  return { config, touched: touchedWith(draft, [key]), problems, texts, json: jsonOf(config), jsonProblem: null }
}

/** Typing in the JSON. Fields that are left out keep their value; unknown ones are refused by name. */
export function editJson(draft: ConfigDraft, json: string): ConfigDraft {
  const read = configFromJson(draft.config, json)
  if ('problem' in read) return { ...draft, json, jsonProblem: read.problem }
  const { config } = read
  const changed = configFields.map((field) => field.key).filter((key) => !sameValue(config[key], draft.config[key]))
  return { config, texts: textsOf(config), problems: {}, json, jsonProblem: null, touched: touchedWith(draft, changed) }
}

/** Fields that others take their defaults from: sizes, and every choice. */
export const leadingKeys: readonly ConfigKey[] = [
  'steps',
  'dSae',
  'batchRows',
  ...configFields.filter((field) => field.kind === 'choice').map((field) => field.key)
]

/** Puts fresh defaults into every field that the person did not set, or can not any more, and that is not half written. */
export function withDefaults(draft: ConfigDraft, defaults: RunConfig): ConfigDraft {
  const isFree = (field: ConfigField) =>
    !isOwn(field, draft.config) || !(draft.touched.includes(field.key) || field.key in draft.problems)
  const free = configFields.filter(isFree).map((field) => field.key)
  const config = { ...draft.config, ...Object.fromEntries(free.map((key) => [key, defaults[key]])) } as RunConfig
  const fresh = textsOf(config)
  const texts = { ...draft.texts, ...Object.fromEntries(free.map((key) => [key, fresh[key]])) }
  return { ...draft, config, texts, json: draft.jsonProblem === null ? jsonOf(config) : draft.json }
}

/** What the person set, for asking defaults anew: what the architecture does not have is left out. */
export function givenFor(draft: ConfigDraft, architecture: Architecture): Partial<RunConfig> {
  const keys = fieldsOf({ ...draft.config, architecture }).map((field) => field.key)
  const given = keys.filter((key) => draft.touched.includes(key) && key !== 'architecture').map((key) => [key, draft.config[key]])
  return Object.fromEntries(given.filter(([, value]) => value !== undefined))
}

export function sameValue(a: ConfigValue, b: ConfigValue): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}

function touchedWith(draft: ConfigDraft, keys: readonly ConfigKey[]): ConfigKey[] {
  return [...new Set([...draft.touched, ...keys])]
}

function textsOf(config: RunConfig): Partial<Record<ConfigKey, string>> {
  return Object.fromEntries(configFields.map(({ key }) => [key, textOf(config[key])]))
}
