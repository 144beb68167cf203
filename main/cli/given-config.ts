/** What the options of `loupe train` say of a run's configuration. What they do not say is decided by runs.defaults. */
import { type Architecture, RunConfig } from '../../contract/records/run'
import { LoupeError } from '../../contract/wire/errors'
import { plainValue } from './commands/options'

export interface ConfigOptions {
  features?: number
  k?: number
  l1?: number
  steps?: number
  batch?: number
  seed?: number
  lr?: number
  precision?: RunConfig['precision']
  /** `key=value` for any field of the configuration; these win. */
  set?: string[]
}

const fields = Object.keys(RunConfig.shape) as (keyof RunConfig)[]

/** Fields that only one architecture has: given for another they would be kept and mean nothing. */
const ownFields: Partial<Record<keyof RunConfig, Architecture>> = {
  k: 'topk',
  auxK: 'topk',
  auxCoefficient: 'topk',
  l1Coefficient: 'relu-l1',
  l1WarmUpShare: 'relu-l1'
}

/** Throws usage, naming the field, for one that does not exist, is another architecture's, or has a value of another kind. */
export function givenConfig(options: ConfigOptions, arch: Architecture): Partial<RunConfig> {
  const given: Record<string, unknown> = {
    dSae: options.features,
    k: options.k,
    l1Coefficient: options.l1,
    steps: options.steps,
    batchRows: options.batch,
    seed: options.seed,
    learningRate: options.lr,
    precision: options.precision
  }
  for (const text of options.set ?? []) {
    const { field, value } = parsed(text)
    given[field] = value
  }
  const told: Partial<RunConfig> = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  for (const field of Object.keys(told) as (keyof RunConfig)[]) refuseForeign(field, told.architecture ?? arch)
  return told
}

function refuseForeign(field: keyof RunConfig, architecture: Architecture): void {
  const owner = ownFields[field]
  if (owner === undefined || owner === architecture) return
  const message = `${field} belongs to ${owner}, this run is ${architecture}`
  throw new LoupeError('usage', message, { hint: `Leave it out, or give --arch ${owner}.`, place: field })
}

function parsed(text: string): { field: keyof RunConfig; value: unknown } {
  const at = text.indexOf('=')
  const field = fields.find((name) => name === text.slice(0, Math.max(0, at)))
  if (field === undefined)
    throw new LoupeError('usage', `--set ${text}: there is no such field`, { hint: `Fields are: ${fields.join(', ')}.` })
  const found = RunConfig.shape[field].safeParse(plainValue(text.slice(at + 1)))
  if (found.success) return { field, value: found.data }
  const [{ message }] = found.error.issues
  throw new LoupeError('usage', `--set ${text}: ${message}`, { hint: `Give it as --set ${field}=VALUE.`, place: field })
}
