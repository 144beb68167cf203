/** What the options of `loupe train` say of a run's configuration. What they do not say is decided by runs.defaults. */
import { type Architecture, RunConfig } from '../../contract/records/run'
import { checkedFields, refuseForeignFields, runFields } from '../../contract/records/run-fields'
import { LoupeError } from '../../contract/wire/errors'
import { plainValue } from './commands/options'

export interface ConfigOptions {
  kind?: RunConfig['kind']
  features?: number
  k?: number
  sparsity?: number
  /** The same under the name that ReLU-L1 has for it. */
  l1?: number
  steps?: number
  batch?: number
  seed?: number
  lr?: number
  precision?: RunConfig['precision']
  /** `key=value` for any field of the configuration; these win. */
  set?: string[]
}

/** Fields that name another run: an option of their own finds it. */
const sources: Record<string, string> = { startFrom: '--from RUN@STEP', featuresOf: '--features-of RUN@STEP' }

/** Throws usage, naming the field, for one that does not exist, is another architecture's, or has a value of another kind. */
export function givenConfig(options: ConfigOptions, arch: Architecture): Partial<RunConfig> {
  const given: Partial<RunConfig> = {
    kind: options.kind,
    dSae: options.features,
    k: options.k,
    sparsityCoefficient: options.sparsity ?? options.l1,
    steps: options.steps,
    batchRows: options.batch,
    seed: options.seed,
    learningRate: options.lr,
    precision: options.precision
  }
  for (const text of options.set ?? []) Object.assign(given, fieldFrom(text))
  const told: Partial<RunConfig> = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  refuseForeignFields(told, arch)
  return told
}

function fieldFrom(text: string): Partial<RunConfig> {
  const at = text.indexOf('=')
  const name = text.slice(0, Math.max(0, at))
  if (Object.hasOwn(sources, name)) {
    throw new LoupeError('usage', `--set ${text}: ${name} is another run`, { hint: `Give ${sources[name]}.`, place: name })
  }
  try {
    return checkedFields({ [at < 0 ? text : name]: valueFrom(name, text.slice(at + 1)) })
  } catch (thrown) {
    if (!(thrown instanceof LoupeError)) throw thrown
    const { code, message, hint, place } = thrown
    throw new LoupeError(code, `--set ${text}: ${message}`, { hint: hint ?? '', place: place ?? name })
  }
}

/** A number, a word, yes or no; numbers with commas between are a list where the field is one. */
function valueFrom(name: string, text: string): unknown {
  const field = runFields.find((known) => known === name)
  const list = text.split(',').map(plainValue)
  const isList = field !== undefined && RunConfig.shape[field].safeParse(list).success
  return isList ? list : plainValue(text)
}
