/** The configuration as JSON: what stands in the editor, and what is read from it. */
import { RunConfig } from '../../../../contract/records/run'
import { configFields, fieldsOf } from '../config-fields'
import type { ConfigKey } from '../fields/field'

/** Fields that mean something, in their usual order, two spaces deep; lists of numbers stay on one line. */
export function jsonOf(config: RunConfig): string {
  const entries = fieldsOf(config).map((field) => [field.key, config[field.key]])
  const text = JSON.stringify(Object.fromEntries(entries.filter(([, value]) => value !== undefined)), null, 2)
  return text.replace(/\[[\d\s,]*\]/g, (list) => list.replace(/\s+/g, ' ').replace('[ ', '[').replace(' ]', ']'))
}

/**
 * The configuration that a text means, over `config`: fields that it leaves out keep their value, `null` takes one away.
 * Otherwise the reason, in words.
 */
export function configFromJson(config: RunConfig, json: string): { config: RunConfig } | { problem: string } {
  const parsed = parseObject(json)
  if (typeof parsed === 'string') return { problem: parsed }
  const unknown = Object.keys(parsed).find((key) => !configFields.some((field) => field.key === key))
  if (unknown !== undefined) return { problem: `There is no field "${unknown}".${nearest(unknown)}` }
  const given = Object.fromEntries(Object.entries(parsed).map(([key, value]) => [key, value ?? undefined]))
  const result = RunConfig.safeParse({ ...config, ...given })
  return result.success ? { config: result.data } : { problem: issueText(result.error.issues[0]) }
}

/** Fields of the text that mean nothing in the configuration it is of, such as another architecture's: they are left out. */
export function idleFields(config: RunConfig, json: string): ConfigKey[] {
  const parsed = parseObject(json)
  if (typeof parsed === 'string') return []
  const own = new Set(fieldsOf(config).map((field) => field.key))
  return configFields.map((field) => field.key).filter((key) => (parsed[key] ?? null) !== null && !own.has(key))
}

function parseObject(json: string): Record<string, unknown> | string {
  try {
    const value: unknown = JSON.parse(json)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
    return 'This has to be an object: { … }.'
  } catch (error) {
    return `Not JSON yet: ${error instanceof Error ? error.message : String(error)}.`
  }
}

/** A field whose name begins alike or is meant by its label. */
function nearest(unknown: string): string {
  const bare = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '')
  const wanted = bare(unknown)
  const alike = (key: ConfigKey, label: string) =>
    bare(key) === wanted || bare(label) === wanted || (wanted.length > 3 && bare(key).startsWith(wanted.slice(0, 4)))
  const found = configFields.find(({ key, label }) => alike(key, label))
  return found ? ` Perhaps "${found.key}".` : ''
}

function issueText(issue: { path: PropertyKey[]; message: string } | undefined): string {
  if (!issue) return 'This is not a configuration.'
  return `${issue.path.join('.')}: ${issue.message.replace('Invalid input: e', 'E').replace('received', 'not')}.`
}
