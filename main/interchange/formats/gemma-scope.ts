/**
 * Gemma Scope: params.npz without a configuration, in folders that say layer and width. JumpReLU whose b_dec is not
 * subtracted. Source: sae_lens `gemma_2_sae_huggingface_loader`, `gemma_2_transcoder_huggingface_loader`.
 */
import { mapped } from '../tensors/part'
import { type Format, holds } from './format'
import type { About, Reading } from './reading'

export const gemmaScope: Format = {
  name: 'gemma-scope',
  recognizes: (material) =>
    material.container === 'npz' &&
    holds(material, 'b_enc', 'b_dec', 'threshold') &&
    (holds(material, 'W_enc', 'W_dec') || holds(material, 'w_enc', 'w_dec')),
  read
}

async function read(reading: Reading): Promise<About> {
  const [encoder, decoder] = reading.has('W_enc') ? ['W_enc', 'W_dec'] : ['w_enc', 'w_dec']
  const [dIn, dSae] = reading.sizes(encoder)
  const [, dOut] = reading.sizes(decoder)
  reading.take('W_enc', encoder)
  reading.take('W_dec', decoder)
  reading.take('b_enc', 'b_enc')
  reading.take('b_dec', 'b_dec')
  await reading.threshold('threshold', dSae)
  reading.note('b_dec subtracted from the input', false, 'format')
  notePath(reading)
  if (/(^|\/)embedding\/width_/.test(reading.folder)) scaleEmbedding(reading, dIn)
  const about: About = { architecture: 'jumprelu', dIn, dSae, applyBDecToInput: false }
  const isTranscoder = dOut !== dIn || /transcoders?\/layer_\d+\//.test(`${reading.folder}/`)
  reading.note('kind', isTranscoder ? 'transcoder' : 'autoencoder', dOut !== dIn ? 'tensors' : isTranscoder ? 'path' : 'guessed')
  return isTranscoder ? { ...about, kind: 'transcoder', dOut } : about
}

function notePath(reading: Reading): void {
  const layer = /layer_(\d+)/.exec(reading.folder)?.[1]
  const width = /width_(\w+?)(\/|$)/.exec(reading.folder)?.[1]
  if (layer) reading.note('layer', layer, 'path')
  if (width) reading.note('width', width, 'path')
}

/** They were trained on embeddings times √d, as Gemma scales them. */
function scaleEmbedding(reading: Reading, dIn: number): void {
  const root = Math.sqrt(dIn)
  reading.change('W_enc', 'divided by √d', (part) => mapped(part, (value) => value / root))
  reading.change('W_dec', 'times √d', (part) => mapped(part, (value) => value * root))
  reading.note('embedding', 'weights brought from scaled embeddings to raw ones', 'path')
}
