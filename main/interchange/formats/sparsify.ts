/**
 * EleutherAI's sparsify: cfg.json and sae.safetensors. Rows of W_dec are directions, as in SAELens; b_dec is subtracted
 * unless it transcodes. Source: eai-sparsify 1.3.3 sparse_coder.py.
 */
import { basename } from 'node:path'
import { shown } from './config'
import { type Format, holds } from './format'
import { marked } from './loupe-mark'
import type { About, Reading } from './reading'

export const sparsify: Format = {
  name: 'sparsify',
  recognizes: (material) =>
    material.container === 'safetensors' && holds(material, 'encoder.weight', 'encoder.bias', 'W_dec', 'b_dec'),
  read
}

async function read(reading: Reading): Promise<About> {
  const { config } = reading
  refuseOthers(reading)
  const [dSae, width] = reading.sizes('encoder.weight')
  const dIn = config.size('d_in') ?? width
  checkLatents(reading, dSae, dIn)
  const k = config.size('k')
  if (k === undefined || k > dSae) {
    throw config.problem(
      'malformed',
      'k',
      `keeps ${k ?? 'no number'} of ${dSae} features`,
      'Put the cfg.json of the training beside the weights.'
    )
  }
  const isTranscoder = config.flag('transcode') ?? false
  reading.take('W_enc', 'encoder.weight', { turned: true })
  reading.take('b_enc', 'encoder.bias')
  reading.take('W_dec', 'W_dec')
  reading.take('b_dec', 'b_dec')
  const hasSkip = reading.has('W_skip')
  if (hasSkip !== (config.flag('skip_connection') ?? hasSkip)) {
    throw config.problem(
      'malformed',
      'skip_connection',
      `does not fit the weights, which have ${hasSkip ? 'a' : 'no'} W_skip`,
      'Download the folder again.'
    )
  }
  if (hasSkip) reading.take('W_skip', 'W_skip')
  reading.hook = basename(reading.folder)
  reading.note('b_dec subtracted from the input', !isTranscoder, config.has('transcode') ? 'config' : 'format')
  const about: About = { architecture: 'topk', dIn, dSae, k, applyBDecToInput: !isTranscoder }
  if (hasSkip) return { ...about, kind: 'skip-transcoder', dOut: dIn }
  return isTranscoder ? { ...about, kind: 'transcoder', dOut: dIn } : marked(config, about)
}

/** Sizes are said twice: d_in, and features directly or as a multiple of it (0 means the multiple). */
function checkLatents(reading: Reading, dSae: number, dIn: number): void {
  const { config } = reading
  const said = config.number('num_latents') || dIn * (config.size('expansion_factor') ?? 0)
  if (!said || said === dSae) return
  throw config.problem(
    'malformed',
    'num_latents',
    `means ${said} features, the weights have ${dSae}`,
    'Download the folder again.'
  )
}

function refuseOthers({ config }: Reading): void {
  const activation = config.text('activation') ?? 'topk'
  if (activation !== 'topk') {
    throw config.problem(
      'unsupported',
      'activation',
      `is ${shown(activation)}, which Loupe does not compute`,
      'Loupe reads topk.'
    )
  }
  if (config.flag('signed')) {
    throw config.problem(
      'unsupported',
      'signed',
      'is true: activations may be negative, which Loupe does not compute',
      'Train it without signed.'
    )
  }
}
