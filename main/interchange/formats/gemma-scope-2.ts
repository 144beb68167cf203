/**
 * Gemma Scope 2: config.json and params.safetensors with names in lower case; the skip connection lies the other way round
 * than in SAELens. Source: sae_lens `gemma_3_sae_huggingface_loader`.
 */
import { type Format, holds } from './format'
import type { About, Reading } from './reading'

export const gemmaScope2: Format = {
  name: 'gemma-scope-2',
  recognizes: (material) =>
    material.container === 'safetensors' && holds(material, 'w_enc', 'w_dec', 'b_enc', 'b_dec', 'threshold'),
  read
}

async function read(reading: Reading): Promise<About> {
  const { config } = reading
  const architecture = config.text('architecture') ?? 'jump_relu'
  if (architecture !== 'jump_relu' && architecture !== 'jumprelu') {
    throw config.problem(
      'unsupported',
      'architecture',
      `is ${architecture}, where Gemma Scope 2 has jump_relu`,
      'Check which files these are.'
    )
  }
  const { shape } = reading.tensor('w_dec')
  if (shape.length === 3) {
    const what = `writes to ${shape[1]} layers: a cross-layer transcoder, which is no dictionary of one place`
    throw reading.problem('unsupported', what, 'Choose an autoencoder, a transcoder or a crosscoder.')
  }
  const [dIn, dSae] = reading.sizes('w_enc')
  const [, dOut] = reading.sizes('w_dec')
  reading.take('W_enc', 'w_enc')
  reading.take('W_dec', 'w_dec')
  reading.take('b_enc', 'b_enc')
  reading.take('b_dec', 'b_dec')
  await reading.threshold('threshold', dSae)
  reading.note('b_dec subtracted from the input', false, 'format')
  reading.model = config.text('model_name')
  reading.hook = config.text('hf_hook_point_in')
  return { architecture: 'jumprelu', dIn, dSae, applyBDecToInput: false, ...kindOf(reading, dIn, dOut) }
}

function kindOf(reading: Reading, dIn: number, dOut: number): Pick<About, 'kind' | 'dOut'> {
  const { config } = reading
  const skip = 'affine_skip_connection'
  if (reading.has(skip)) {
    reading.take('W_skip', skip, { turned: true })
    return { kind: 'skip-transcoder', dOut }
  }
  if (config.flag('affine_connection')) {
    throw config.problem(
      'malformed',
      'affine_connection',
      `is true, but there is no tensor ${skip}`,
      'Download the folder again.'
    )
  }
  const [from, to] = [config.text('hf_hook_point_in'), config.text('hf_hook_point_out')]
  if (dOut === dIn && (to === undefined || to === from)) return {}
  reading.note('kind', 'transcoder', to === undefined ? 'tensors' : 'config')
  return { kind: 'transcoder', dOut }
}
