/**
 * Prisma (ViT-Prisma): weights in a pickle with config.json in the words of SAELens 2. Its transcoders subtract b_dec from the
 * input and add b_dec_out to the output; gated ones carry a b_enc that nothing uses.
 * Source: vit_prisma sae/sae.py (StandardSparseAutoencoder, GatedSparseAutoencoder), sae/transcoder.py.
 */
import { shiftedBias } from '../tensors/folds'
import { shown } from './config'
import { type Format, holds } from './format'
import type { About, Reading } from './reading'

/** Checkpoints keep the tensors beside other things. */
const prefixes = ['', 'state_dict.', 'model_state_dict.']

export const prisma: Format = {
  name: 'prisma',
  recognizes: (material) =>
    material.container === 'pytorch' &&
    prefixes.some((prefix) => holds(material, `${prefix}W_enc`, `${prefix}W_dec`, `${prefix}b_enc`, `${prefix}b_dec`)),
  read
}

async function read(reading: Reading): Promise<About> {
  const { config } = reading
  const prefix = prefixes.find((each) => reading.has(`${each}W_enc`)) ?? ''
  const [dIn, dSae] = reading.sizes(`${prefix}W_enc`)
  config.agrees({ d_in: dIn, d_sae: dSae })
  const isGated = reading.has(`${prefix}b_gate`)
  for (const name of ['W_enc', 'W_dec', 'b_dec', ...(isGated ? ['b_gate', 'r_mag', 'b_mag'] : ['b_enc'])])
    reading.take(name, `${prefix}${name}`)
  reading.model = config.text('model_name')
  reading.hook = config.text('hook_point') ?? config.text('hook_name')
  const about: About = { architecture: 'standard', dIn, dSae, applyBDecToInput: true, ...norm(reading) }
  reading.note('b_dec subtracted from the input', true, 'format')
  const activated = withActivation(reading, about)
  if (isGated) return gated(reading, `${prefix}b_enc`, activated)
  return reading.has(`${prefix}b_dec_out`) ? await transcoder(reading, prefix, activated) : activated
}

function gated(reading: Reading, unused: string, about: About): About {
  if (about.architecture !== 'standard') {
    const { config } = reading
    throw config.problem(
      'unsupported',
      'activation_fn_str',
      'is topk of a gated autoencoder',
      'Loupe reads gated ones with relu.'
    )
  }
  reading.ignore(unused)
  return { ...about, architecture: 'gated' }
}

/** One bias is left of the two: that of the input goes into the encoder's. */
async function transcoder(reading: Reading, prefix: string, about: About): Promise<About> {
  const output = `${prefix}b_dec_out`
  const bias = await shiftedBias(reading.parts.b_enc, reading.parts.b_dec, reading.parts.W_enc, -1)
  reading.change('b_enc', 'less b_dec · W_enc', () => bias)
  const [dOut] = reading.sizes(output, 1)
  reading.take('b_dec', output)
  const transcoding: About = { ...about, kind: 'transcoder', dOut, applyBDecToInput: false }
  if (!reading.has(`${prefix}W_skip`)) return transcoding
  reading.take('W_skip', `${prefix}W_skip`)
  return { ...transcoding, kind: 'skip-transcoder' }
}

function withActivation({ config }: Reading, about: About): About {
  const name = config.text('activation_fn_str') ?? config.text('activation_fn') ?? 'relu'
  if (name === 'relu') return about
  const k = config.at('activation_fn_kwargs')?.size('k')
  if (name === 'topk' && k !== undefined && k <= about.dSae) return { ...about, architecture: 'topk', k }
  throw config.problem(
    'unsupported',
    'activation_fn_str',
    `is ${shown(name)}, k ${shown(k)}`,
    'Loupe reads relu, and topk with its k.'
  )
}

/** The order of norm and bias has changed between versions. */
function norm(reading: Reading): Pick<About, 'inputNorm'> {
  const name = reading.config.text('normalize_activations') ?? 'none'
  if (name === 'none' || name === 'None') return {}
  reading.note('normalization of rows', name, 'guessed')
  if (name === 'layer_norm') return { inputNorm: 'layer-norm' }
  if (name === 'constant_norm_rescale') return { inputNorm: 'constant-norm' }
  reading.warn(`It was trained on rows of another scale (${name}), which the files do not say.`)
  return {}
}
