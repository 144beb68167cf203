/**
 * Transcoders of circuit-tracer, a file for each layer: W_enc has a row for each feature; W_dec too in published sets, in
 * older ones a column. Source: circuit_tracer transcoder/single_layer_transcoder.py.
 */
import { basename } from 'node:path'
import { type Format, holds, keptNegatives } from './format'
import type { About, Reading } from './reading'

const threshold = 'activation_function.threshold'

export const circuitTracer: Format = {
  name: 'circuit-tracer',
  recognizes: (material) =>
    material.container === 'safetensors' &&
    holds(material, 'W_enc', 'W_dec', 'b_enc', 'b_dec') &&
    (holds(material, threshold) || /^layer_\d+\.safetensors$/.test(basename(material.path))),
  read
}

async function read(reading: Reading): Promise<About> {
  const [dSae] = reading.sizes('b_enc', 1)
  const [dOut] = reading.sizes('b_dec', 1)
  const dIn = takeEncoder(reading, dSae)
  takeDecoder(reading, dSae, dOut)
  reading.take('b_enc', 'b_enc')
  reading.take('b_dec', 'b_dec')
  const layer = /layer_(\d+)/.exec(basename(reading.material.path))?.[1]
  if (layer) reading.note('layer', layer, 'path')
  reading.note('b_dec subtracted from the input', false, 'format')
  const about: About = { architecture: 'standard', kind: 'transcoder', dIn, dSae, dOut, applyBDecToInput: false }
  if (reading.has('W_skip')) {
    reading.take('W_skip', 'W_skip')
    about.kind = 'skip-transcoder'
  }
  return withActivation(reading, about)
}

async function withActivation(reading: Reading, about: About): Promise<About> {
  if (reading.has(threshold)) {
    await reading.threshold(threshold, about.dSae)
    return { ...about, architecture: 'jumprelu' }
  }
  if (!reading.has('k')) {
    // Which activation a set has lies in its config.yaml, not beside each layer.
    reading.note('activation', 'ReLU', 'guessed')
    return about
  }
  const k = await reading.scalar('k')
  if (Number.isInteger(k) && k >= 1 && k <= about.dSae) {
    reading.warn(keptNegatives)
    return { ...about, architecture: 'topk', k }
  }
  throw reading.problem('malformed', `keeps ${k} of ${about.dSae} features (k)`, 'Download the file again.')
}

/** [d_sae, d_in]; files that have passed SAELens have it the other way round. */
function takeEncoder(reading: Reading, dSae: number): number {
  const [rows, columns] = reading.sizes('W_enc')
  if (rows === columns) reading.note('axes of W_enc', 'features first', 'guessed')
  const isTurned = rows === dSae
  reading.take('W_enc', 'W_enc', { turned: isTurned })
  return isTurned ? columns : rows
}

function takeDecoder(reading: Reading, dSae: number, dOut: number): void {
  const [rows, columns] = reading.sizes('W_dec')
  if (rows === columns) reading.note('axes of W_dec', 'features first', 'guessed')
  reading.take('W_dec', 'W_dec', { turned: rows === dOut && columns === dSae && rows !== columns })
}
