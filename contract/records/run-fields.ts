/**
 * The fields of a run's configuration as things of their own: which architecture has which, what several configurations differ in,
 * and fields that somebody typed. Whether values go together is main/training/check-config.ts's.
 */
import { LoupeError } from '../wire/errors'
import { nearestWord } from './nearest-word'
import { type Architecture, type DeadFeatureRule, RunConfig } from './run'

export type RunField = keyof RunConfig

/** In the order of RunConfig. */
export const runFields = Object.keys(RunConfig.shape) as readonly RunField[]

const withK: readonly Architecture[] = ['topk', 'batchtopk', 'matryoshka']
const withPenalty: readonly Architecture[] = ['relu-l1', 'relu-l1-2023', 'jumprelu', 'gated', 'kl', 'p-anneal']

/** Fields that only these architectures have: given for another they would be kept and mean nothing. */
const owners: Partial<Record<RunField, readonly Architecture[]>> = {
  k: withK,
  auxK: withK,
  auxCoefficient: [...withK, 'jumprelu'],
  sparsityCoefficient: withPenalty,
  sparsityWarmUpShare: withPenalty,
  targetL0: ['jumprelu'],
  jumpLoss: ['jumprelu'],
  bandwidth: ['jumprelu'],
  initialThreshold: ['jumprelu'],
  targetRate: ['kl'],
  finalP: ['p-anneal'],
  prefixes: ['matryoshka']
}

/** Architectures that have this field; undefined where all have it. */
export function architecturesWith(field: RunField): readonly Architecture[] | undefined {
  return owners[field]
}

const withRule: Record<Exclude<DeadFeatureRule, 'none'>, readonly Architecture[]> = {
  auxk: withK,
  'pre-activation': ['jumprelu'],
  // Those with f = ReLU(pre). TopK and its relatives have AuxK; thresholds and gates would have to be made anew, too.
  resample: ['relu-l1', 'relu-l1-2023', 'kl', 'p-anneal']
}

/** Architectures whose dead features can be brought back like this; all can do without. */
export function architecturesWithRule(rule: Exclude<DeadFeatureRule, 'none'>): readonly Architecture[] {
  return withRule[rule]
}

/** Fields in which these configurations are not all equal, in the order of RunConfig. */
export function differingFields(configs: readonly Partial<RunConfig>[]): RunField[] {
  const [first, ...others] = configs
  return runFields.filter((field) => others.some((other) => textOf(other[field]) !== textOf(first[field])))
}

function textOf(value: unknown): string {
  return JSON.stringify(value) ?? ''
}

/** A value as people write it: `144,576,4608`, `run-1@200`, `0.001`; empty where there is none. */
export function fieldText(value: RunConfig[RunField]): string {
  if (value === undefined) return ''
  if (Array.isArray(value)) return value.join(',')
  if (typeof value === 'object') return value.step === undefined ? value.run : `${value.run}@${value.step}`
  return String(value)
}

/**
 * Fields that somebody wrote down, checked one by one: throws `usage` with the field as its place for one that does not exist
 * (naming the nearest that does), or whose value is of another kind.
 */
export function checkedFields(given: Readonly<Record<string, unknown>>): Partial<RunConfig> {
  const told = Object.entries(given).filter(([, value]) => value !== undefined)
  return Object.fromEntries(told.map(([name, value]) => [name, checkedValue(name, value)]))
}

/** Throws `usage` for a field that the architecture (that among the fields before the other) does not have. */
export function refuseForeignFields(fields: Partial<RunConfig>, architecture: Architecture): void {
  for (const field of Object.keys(fields) as RunField[]) refuseForeign(field, fields.architecture ?? architecture)
}

function checkedValue(name: string, value: unknown): unknown {
  const field = runFields.find((known) => known === name)
  if (field === undefined) throw unknownField(name)
  const found = RunConfig.shape[field].safeParse(value)
  if (found.success) return found.data
  const [{ message }] = found.error.issues
  throw new LoupeError('usage', `${field} can not be ${JSON.stringify(value)}: ${message}`, {
    hint: hintFor(field, value),
    place: field
  })
}

/** For a choice, what there is to choose; the nearest first where one is near. */
function hintFor(field: RunField, value: unknown): string {
  const words = choicesOf(field)
  if (!words) return `Give another value for ${field}.`
  const nearest = typeof value === 'string' ? nearestWord(value, words) : undefined
  return `${nearest ? `Did you mean ${nearest}? ` : ''}It is one of ${words.join(', ')}.`
}

function choicesOf(field: RunField): readonly string[] | undefined {
  let schema: unknown = RunConfig.shape[field]
  while (schema instanceof Object && 'unwrap' in schema) schema = (schema.unwrap as () => unknown)()
  return schema instanceof Object && 'options' in schema ? (schema.options as string[]) : undefined
}

/** Names that fields had; scripts may still have them. */
const formerNames: Record<string, RunField> = { l1Coefficient: 'sparsityCoefficient', l1WarmUpShare: 'sparsityWarmUpShare' }

function unknownField(name: string): LoupeError {
  const nearest = (Object.hasOwn(formerNames, name) ? formerNames[name] : undefined) ?? nearestWord(name, runFields)
  const hint = `${nearest ? `Did you mean ${nearest}? ` : ''}Fields are: ${runFields.join(', ')}.`
  return new LoupeError('usage', `There is no field ${name}`, { hint, place: name })
}

function refuseForeign(field: RunField, architecture: Architecture): void {
  const known = owners[field]
  if (!known || known.includes(architecture)) return
  const last = known[known.length - 1]
  const names = known.length === 1 ? last : `${known.slice(0, -1).join(', ')} and ${last}`
  throw new LoupeError('usage', `${field} belongs to ${names}; this run is ${architecture}`, {
    hint: `Leave ${field} out, or choose ${known[0]}.`,
    place: field
  })
}
