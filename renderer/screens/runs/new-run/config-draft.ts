/**
 * A configuration while it is being written, as form and as JSON at once. Pure: each edit gives a new draft in which both agree,
 * except where one of them can not be understood yet; then its words stay and the other side keeps the last good value.
 */
import { type Architecture, RunConfig } from '../../../../contract/records/run'
import { type ConfigField, type ConfigKey, configFields, fieldsOf } from '../config-fields'

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
  return draft.jsonProblem === null && Object.keys(draft.problems).length === 0
}

/** Typing in the form. */
export function editField(draft: ConfigDraft, key: ConfigKey, text: string): ConfigDraft {
  const field = configFields.find((other) => other.key === key)
  if (!field) return draft
  const touched = draft.touched.includes(key) ? draft.touched : [...draft.touched, key]
  const parsed = fieldValue(field, text)
  const problems = { ...draft.problems }
  if ('problem' in parsed)
    return { ...draft, touched, texts: { ...draft.texts, [key]: text }, problems: { ...problems, [key]: parsed.problem } }
  delete problems[key]
  const config = { ...draft.config, [key]: parsed.value }
  return { ...draft, config, touched, problems, texts: { ...draft.texts, [key]: text }, json: jsonOf(config), jsonProblem: null }
}

/** Typing in the JSON. Fields that are left out keep their value; unknown ones are refused by name. */
export function editJson(draft: ConfigDraft, json: string): ConfigDraft {
  const failed = (jsonProblem: string) => ({ ...draft, json, jsonProblem })
  const parsed = parseObject(json)
  if (typeof parsed === 'string') return failed(parsed)
  const unknown = Object.keys(parsed).find((key) => !configFields.some((field) => field.key === key))
  if (unknown !== undefined) return failed(`There is no field "${unknown}".`)
  const result = RunConfig.safeParse({ ...draft.config, ...parsed })
  if (!result.success) return failed(issueText(result.error.issues[0]))
  const config = result.data
  const changed = (Object.keys(config) as ConfigKey[]).filter((key) => config[key] !== draft.config[key])
  const touched = [...new Set([...draft.touched, ...changed])]
  return { config, texts: textsOf(config), problems: {}, json, jsonProblem: null, touched }
}

/** Fields that others take their defaults from. */
export const leadingKeys: readonly ConfigKey[] = ['steps', 'dSae', 'batchRows']

/** Puts fresh defaults into every field that the person did not set and that is not half written. */
export function withDefaults(draft: ConfigDraft, defaults: RunConfig): ConfigDraft {
  const free = configFields.map((field) => field.key).filter((key) => !draft.touched.includes(key) && !(key in draft.problems))
  const config = { ...draft.config, ...Object.fromEntries(free.map((key) => [key, defaults[key]])) }
  const fresh = textsOf(config)
  const texts = { ...draft.texts, ...Object.fromEntries(free.map((key) => [key, fresh[key]])) }
  return { ...draft, config, texts, json: draft.jsonProblem === null ? jsonOf(config) : draft.json }
}

/** One step up or down with the arrow keys: whole numbers by a round part of their size, others by a tenth. */
export function stepped(field: ConfigField, text: string, by: 1 | -1): string {
  const value = Number(text.replaceAll(',', ''))
  if (!Number.isFinite(value)) return text
  const size = 10 ** Math.floor(Math.log10(Math.max(Math.abs(value), 1e-12)))
  if (field.kind === 'whole')
    return String(Math.max(0, Math.round(value) + by * Math.max(1, field.key === 'seed' ? 1 : size / 10)))
  return String(Math.max(0, Number((value + by * (value === 0 ? 0.1 : size / 10)).toPrecision(6))))
}

/** What the person set, for asking defaults anew: what the other architecture does not have is left out. */
export function givenFor(draft: ConfigDraft, architecture: Architecture): Partial<RunConfig> {
  const keys = fieldsOf(architecture).map((field) => field.key)
  const given = keys.filter((key) => draft.touched.includes(key) && key !== 'architecture').map((key) => [key, draft.config[key]])
  return Object.fromEntries(given)
}

/** Fields of the architecture in their usual order, two spaces deep. */
export function jsonOf(config: RunConfig): string {
  const entries = fieldsOf(config.architecture).map((field) => [field.key, config[field.key]])
  return JSON.stringify(Object.fromEntries(entries.filter(([, value]) => value !== undefined)), null, 2)
}

function textsOf(config: RunConfig): Partial<Record<ConfigKey, string>> {
  return Object.fromEntries(configFields.map(({ key }) => [key, config[key] === undefined ? '' : String(config[key])]))
}

function fieldValue(field: ConfigField, text: string): { value: unknown } | { problem: string } {
  if (field.kind === 'choice') return { value: text }
  if (field.kind === 'switch') return { value: text === 'true' }
  const bare = text.trim().replaceAll(',', '')
  const value = Number(bare)
  if (bare === '' || !Number.isFinite(value))
    return { problem: field.kind === 'whole' ? 'Give a whole number.' : 'Give a number, such as 0.001 or 1e-3.' }
  if (field.kind === 'whole' && !Number.isSafeInteger(value)) return { problem: 'Give a whole number.' }
  return { value }
}

function parseObject(json: string): Record<string, unknown> | string {
  try {
    const value: unknown = JSON.parse(json)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
    return 'This has to be an object: { … }.'
  } catch (error) {
    return `Not JSON yet: ${error instanceof Error ? error.message : String(error)}`
  }
}

function issueText(issue: { path: PropertyKey[]; message: string } | undefined): string {
  if (!issue) return 'This is not a configuration.'
  return `${issue.path.join('.')}: ${issue.message.replace('Invalid input: e', 'E').replace('received', 'not')}.`
}
