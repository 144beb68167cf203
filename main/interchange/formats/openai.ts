/**
 * OpenAI's sparse_autoencoder: a pickled state dict with the name of its activation in it. TopK ones see rows brought to mean 0
 * and deviation 1 (n − 1), and give their outputs in raw units again. Source: openai/sparse_autoencoder model.py.
 */
import type { PickleValue } from '../../codecs/pickle/values'
import { type Format, holds } from './format'
import type { About, Reading } from './reading'

export const openai: Format = {
  name: 'openai',
  recognizes: (material) => material.container === 'pytorch' && holds(material, 'pre_bias', 'latent_bias', 'encoder.weight'),
  read
}

async function read(reading: Reading): Promise<About> {
  const [dSae, dIn] = reading.sizes('encoder.weight')
  reading.take('W_enc', 'encoder.weight', { turned: true })
  if (reading.has('decoder.weight')) reading.take('W_dec', 'decoder.weight', { turned: true })
  else reading.take('W_dec', 'encoder.weight', { words: 'tied to the encoder' })
  reading.take('b_enc', 'latent_bias')
  reading.take('b_dec', 'pre_bias')
  reading.ignore('stats_last_nonzero', 'latents_activation_frequency', 'latents_mean_square', 'decoder.linear.weight')
  const activation = field(reading.material.value, 'activation') ?? 'ReLU'
  const about: About = { architecture: 'standard', dIn, dSae, applyBDecToInput: true }
  reading.note('activation', word(activation), field(reading.material.value, 'activation') === undefined ? 'format' : 'tensors')
  reading.note('b_dec subtracted from the input', true, 'format')
  if (activation === 'ReLU') return about
  if (activation !== 'TopK') throw refused(reading, `the activation ${word(activation)}`)
  return { ...about, architecture: 'topk', k: kOf(reading, dSae), inputNorm: 'layer-norm' }
}

function kOf(reading: Reading, dSae: number): number {
  const settings = field(reading.material.value, 'activation_state_dict')
  const after = field(settings, 'postact_fn') ?? 'ReLU'
  if (after !== 'ReLU') throw refused(reading, `TopK followed by ${word(after)}`)
  const k = field(settings, 'k')
  if (typeof k === 'number' && Number.isInteger(k) && k >= 1 && k <= dSae) return k
  throw reading.problem('malformed', `keeps ${word(k)} of ${dSae} features (activation_state_dict.k)`, 'Download the file again.')
}

function refused(reading: Reading, what: string) {
  return reading.problem(
    'unsupported',
    `has ${what}, which Loupe does not compute`,
    'Loupe reads ReLU, and TopK followed by ReLU.'
  )
}

function field(value: PickleValue | undefined, key: string): PickleValue | undefined {
  return value instanceof Map ? value.get(key) : undefined
}

function word(value: PickleValue | undefined): string {
  return typeof value === 'object' ? 'an object' : String(value).slice(0, 40)
}
