/**
 * SAELens folders: cfg.json and sae_weights.safetensors, of version 6 and older ones.
 * Sources: sae_lens 6.54.12 saes/sae.py (names and tensors), loading/pretrained_sae_loaders.py (`handle_pre_6_0_config`,
 * `read_sae_components_from_disk`). What the library folds at run time is folded here once.
 */
import { namedInSaelens } from '../saelens/naming'
import { rowNorms } from '../tensors/folds'
import { partOf, scaledColumns, scaledRows, whole } from '../tensors/part'
import { type Config, shown } from './config'
import type { Format } from './format'
import { holds } from './format'
import { marked } from './loupe-mark'
import type { About, Reading } from './reading'
import { inputNormOf } from './saelens-norms'
import { oldConfig } from './saelens-old'

export const saelens: Format = {
  name: 'saelens',
  recognizes: (material) => {
    const { config, container } = material
    const isNamed = config?.has('architecture') || config?.has('activation_fn_str') || config?.has('hook_point')
    return (
      container === 'safetensors' && Boolean(config?.has('d_in') && (isNamed || config.has('d_sae'))) && holds(material, 'W_dec')
    )
  },
  read
}

/** Names of training: weights of a checkpoint that was not exported. */
const trainingNames = ['batchtopk', 'matryoshka_batchtopk']

async function read(reading: Reading): Promise<About> {
  const config = isOld(reading.config) ? oldConfig(reading) : reading.config
  const about = aboutFrom(reading, config)
  await takeTensors(reading, about)
  await foldScalingFactor(reading)
  if (config.flag('rescale_acts_by_decoder_norm')) await foldDecoderNorms(reading)
  await inputNormOf(reading, config, about)
  if (config.text('reshape_activations') === 'hook_z') reading.note('rows', 'heads side by side (hook_z)', 'config')
  const metadata = config.at('metadata')
  reading.model = metadata?.text('model_name') ?? config.text('model_name')
  reading.hook = metadata?.text('hook_name') ?? config.text('hook_name')
  return about
}

function isOld(config: Config): boolean {
  const version = config.at('metadata')?.text('sae_lens_version') ?? config.text('sae_lens_version')
  return version === undefined || !(Number.parseInt(version, 10) >= 6)
}

function aboutFrom(reading: Reading, config: Config): About {
  const name = config.text('architecture') ?? 'standard'
  const named = namedInSaelens(trainingNames.includes(name) ? 'jumprelu' : name)
  if (!named) throw config.problem('unsupported', 'architecture', `is ${shown(name)}, which Loupe does not compute`, known)
  const [dSae, dOut] = reading.sizes('W_dec')
  const dIn = config.size('d_in') ?? dOut
  const applyBDecToInput = config.flag('apply_b_dec_to_input') ?? named.kind === undefined
  const about: About = { architecture: named.architecture, dIn, dSae: config.size('d_sae') ?? dSae, applyBDecToInput }
  if (named.kind) Object.assign(about, { kind: named.kind, dOut: config.size('d_out') ?? dOut })
  if (about.architecture === 'topk') about.k = kOf(config, about.dSae)
  reading.note('architecture', name, config.has('architecture') ? 'config' : 'format')
  reading.note('b_dec subtracted from the input', applyBDecToInput, config.has('apply_b_dec_to_input') ? 'config' : 'format')
  return marked(config.at('metadata'), about)
}

const known =
  'Loupe reads standard, topk, batchtopk, matryoshka, jumprelu and gated autoencoders, and the transcoders of standard and jumprelu.'

function kOf(config: Config, dSae: number): number {
  const k = config.size('k')
  if (k !== undefined && k <= dSae) return k
  const what = k === undefined ? 'is missing' : `keeps ${k} of ${dSae} features`
  throw config.problem('malformed', 'k', what, 'Ask whoever trained it for k, and write it there.')
}

async function takeTensors(reading: Reading, about: About): Promise<void> {
  for (const name of ['W_enc', 'W_dec', 'b_dec']) reading.take(name, name)
  if (about.kind === 'skip-transcoder') reading.take('W_skip', 'W_skip')
  const isGated = about.architecture === 'gated'
  for (const name of isGated ? ['b_gate', 'r_mag', 'b_mag'] : ['b_enc']) reading.take(name, name)
  if (isGated) reading.ignore('b_enc')
  if (about.architecture !== 'jumprelu') return reading.ignore('threshold')
  const logarithm = !reading.has('threshold') && reading.has('log_threshold')
  const trained = ['threshold', 'log_threshold', 'topk_threshold'].find((name) => reading.has(name)) ?? 'threshold'
  await reading.threshold(trained, about.dSae, logarithm)
}

/** Before version 6 decoding multiplied activations by it; where it is all ones it was only carried along. */
async function foldScalingFactor(reading: Reading): Promise<void> {
  if (!reading.has('scaling_factor')) return
  const { data } = await whole(reading.tensor('scaling_factor'))
  if (data.every((value) => Math.abs(value - 1) < 1e-5)) return
  reading.change('W_dec', 'times scaling_factor', (part) => scaledRows(part, data))
  reading.note('finetuning', 'the factor of each feature is folded into W_dec', 'tensors')
}

/** `rescale_acts_by_decoder_norm`: pre-activations count times the norm of their decoder row, decoding divides by it. */
async function foldDecoderNorms(reading: Reading): Promise<void> {
  const norms = await rowNorms(reading.parts.W_dec)
  const { shape, data } = await whole(reading.parts.b_enc)
  reading.change('W_enc', 'times the norms of W_dec', (part) => scaledColumns(part, norms))
  reading.change('b_enc', 'times the norms of W_dec', () => partOf({ shape, data: data.map((value, j) => value * norms[j]) }))
  const inverse = norms.map((norm) => (norm > 0 ? 1 / norm : 0))
  reading.change('W_dec', 'rows of norm 1', (part) => scaledRows(part, inverse))
  reading.note('norms of the decoder', 'folded into the encoder (rescale_acts_by_decoder_norm)', 'config')
}
