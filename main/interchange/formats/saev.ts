/**
 * saev: sae.pt, whose first line is JSON and the rest a pickled state dict. b_dec is not subtracted in versions with a schema;
 * files from before have it subtracted. Source: saev nn/modeling.py (schemas 1 to 5; schema 1 has two forms).
 */
import { shown } from './config'
import { type Format, keptNegatives } from './format'
import type { About, Reading } from './reading'

export const saev: Format = {
  name: 'saev',
  recognizes: ({ container, config, path }) => container === 'pytorch' && config?.path === path,
  read
}

async function read(reading: Reading): Promise<About> {
  const [dIn, dSae] = reading.sizes('W_enc')
  for (const name of ['W_enc', 'b_enc', 'W_dec', 'b_dec']) reading.take(name, name)
  const settings = reading.config.at('cfg') ?? reading.config
  settings.agrees({ d_vit: dIn, d_model: dIn, d_sae: dSae })
  const schema = reading.config.number('schema')
  reading.note('schema', schema ?? 'none', 'config')
  if (schema !== undefined && schema > 5) reading.warn(`Schema ${schema} is newer than the ones Loupe knows (1 to 5).`)
  const applyBDecToInput = schema === undefined
  reading.note('b_dec subtracted from the input', applyBDecToInput, schema === undefined ? 'guessed' : 'format')
  const about: About = { architecture: 'standard', dIn, dSae, applyBDecToInput }
  return withActivation(reading, about, ...activationOf(reading))
}

/** Name and k. Schema 1 has the name as `cls` of the whole, later ones an object `activation`. */
function activationOf({ config }: Reading): [string, number | undefined] {
  const settings = config.at('cfg') ?? config
  const activation = settings.at('activation')
  const outer = config.text('cls')
  if (!activation) return [outer && outer !== 'SparseAutoencoderConfig' ? outer : 'Relu', settings.size('top_k')]
  const name = activation.text('cls') ?? activation.text('key') ?? 'Relu'
  return [name.split('.').at(-1) ?? name, activation.at('params')?.size('top_k') ?? activation.size('top_k')]
}

async function withActivation(reading: Reading, about: About, name: string, k: number | undefined): Promise<About> {
  reading.note('activation', name, 'config')
  const plain = name.toLowerCase().replaceAll('-', '')
  if (plain === 'relu') return about
  if (plain === 'batchtopk' && reading.has('activation.threshold')) {
    await reading.threshold('activation.threshold', about.dSae)
    return { ...about, architecture: 'jumprelu' }
  }
  if (plain === 'topk' || plain === 'batchtopk') {
    if (k === undefined || k > about.dSae) {
      throw reading.config.problem(
        'malformed',
        'top_k',
        `keeps ${k ?? 'no number'} of ${about.dSae} features`,
        'Download the file again.'
      )
    }
    reading.warn(keptNegatives)
    return { ...about, architecture: 'topk', k }
  }
  throw reading.config.problem(
    'unsupported',
    'activation',
    `is ${shown(name)}, which Loupe does not compute`,
    'Loupe reads Relu, TopK and BatchTopK.'
  )
}
