/** Settings that a pickle holds beside its tensors, as a configuration: an object of a class of settings at the top. */
import { type PickleValue, recordOf } from '../../codecs/pickle/values'
import { Config } from './config'

/** Settings nested deeper than this, or more than so many, are none: a pickle may hold the same list in itself again and again. */
const maxDepth = 4
const maxValues = 10_000

export function settingsIn(value: PickleValue | undefined, path: string): Config | undefined {
  if (!(value instanceof Map)) return undefined
  for (const each of value.values()) {
    const settings = recordOf(each, 'settings')
    if (settings) return new Config(path, record(settings.values, { depth: 0, budget: { left: maxValues } }))
  }
  return undefined
}

interface Within {
  depth: number
  budget: { left: number }
}

function record(values: Map<PickleValue, PickleValue>, within: Within): Record<string, unknown> {
  const own: Record<string, unknown> = {}
  for (const [key, value] of values) if (typeof key === 'string' && key !== '__proto__') own[key] = plain(value, within)
  return own
}

/** Types and the like are their names; what is no plain value is left out. */
function plain(value: PickleValue, { depth, budget }: Within): unknown {
  budget.left -= 1
  if (budget.left < 0) return undefined
  if (value === null || typeof value !== 'object') return value
  const inner = { depth: depth + 1, budget }
  if (value instanceof Map) return depth < maxDepth ? record(value, inner) : undefined
  if (Array.isArray(value)) return depth < maxDepth ? value.slice(0, maxValues).map((item) => plain(item, inner)) : undefined
  return recordOf(value, 'name')?.name
}
