/**
 * Tensors under any names, told what they are by a mapping that a person has confirmed. Loupe proposes one from names and
 * shapes; what of it is a guess is said.
 */

import type { Mapping } from '../../../contract/records/dictionary-mapping'
import { LoupeError } from '../../../contract/wire/errors'
import { tensorShapes } from '../../dictionaries/dictionary'
import type { Format } from './format'
import type { About, Material, Reading } from './reading'

/** Read by the mapping; without one there is nothing to recognize. */
export function plain(mapping: Mapping): Format {
  return { name: 'plain', recognizes: () => true, read: (reading) => read(reading, mapping) }
}

async function read(reading: Reading, mapping: Mapping): Promise<About> {
  const { kind, k, inputNorm, tensors, streams, applyBDecToInput = (kind ?? 'sae') === 'sae' } = mapping
  const architecture = mapping.architecture ?? likelyArchitecture(mapping)
  for (const [name, { from, transposed }] of Object.entries(tensors)) {
    if (name === 'threshold') continue
    reading.take(name, from, { turned: transposed ?? false })
  }
  const [dIn, dSae] = sizeOf(reading, 'W_enc')
  const [, dOut] = sizeOf(reading, 'W_dec')
  if (tensors.threshold) await reading.threshold(tensors.threshold.from, dSae)
  const about: About = { architecture, dIn, dSae, applyBDecToInput }
  if (kind && kind !== 'sae') Object.assign(about, { kind, dOut })
  if (k !== undefined) about.k = k
  if (inputNorm) about.inputNorm = inputNorm
  if (streams) about.streams = streams
  for (const [name, shape] of Object.entries(tensorShapes(about)))
    if (!reading.parts[name] && name.startsWith('b_')) reading.fill(name, shape[0], 0, 'not in the mapping')
  reading.note('architecture', architecture, sourceOf(mapping.architecture))
  reading.note('b_dec subtracted from the input', applyBDecToInput, sourceOf(mapping.applyBDecToInput))
  return about
}

/** What the person did not say is a guess. */
const sourceOf = (said: unknown) => (said === undefined ? 'guessed' : 'mapping')

function likelyArchitecture({ tensors, k }: Mapping): About['architecture'] {
  if (tensors.threshold) return 'jumprelu'
  if (tensors.b_gate) return 'gated'
  return k === undefined ? 'standard' : 'topk'
}

function sizeOf(reading: Reading, name: string): number[] {
  const shape = reading.parts[name]?.shape
  if (shape?.length === 2 && !shape.includes(0)) return shape
  const found = shape ? `of shape [${shape.join(', ')}]` : 'missing in the mapping'
  throw new LoupeError('wrong-shape', `${name} is ${found}, where a matrix belongs.`, {
    place: reading.material.path,
    hint: `Choose the tensor of ${name}, and say where its axes are swapped; on the command line: --map ${name}=TENSOR (or TENSOR.T).`
  })
}

const likely: [string, RegExp][] = [
  ['W_enc', /^(w_?enc|w_?e|enc(oder)?([._](weight|w))?)$/i],
  ['b_enc', /^(b_?enc|b_?e|enc(oder)?[._](bias|b)|latent_bias|bias_enc)$/i],
  ['W_dec', /^(w_?dec|w_?d|dec(oder)?([._](weight|w))?)$/i],
  ['b_dec', /^(b_?dec|b_?d|dec(oder)?[._](bias|b)|pre_bias|bias_dec|bias)$/i],
  ['W_skip', /^w?_?skip([._]weight)?$/i],
  ['threshold', /^(threshold|theta|.*[._]threshold)$/i]
]

/** A mapping by names and shapes; undefined where there are no two matrices that fit. Everything in it is a guess. */
export function proposedMapping({ tensors }: Material): Mapping | undefined {
  const found: Mapping['tensors'] = {}
  for (const [name, pattern] of likely) {
    const from = [...tensors.keys()].find((key) => pattern.test(key.split('/').at(-1) ?? key))
    if (from !== undefined) found[name] = { from }
  }
  if (!found.W_enc || !found.W_dec) return undefined
  const [encoder, decoder] = [found.W_enc, found.W_dec].map(({ from }) => tensors.get(from)?.shape ?? [])
  if (encoder.length !== 2 || decoder.length !== 2) return undefined
  const vector = (name: string) => found[name] && tensors.get(found[name].from)?.shape
  const dSae = featuresOf(encoder, decoder, { b_enc: vector('b_enc'), b_dec: vector('b_dec'), isNamed: isNamed(found) })
  if (encoder[1] !== dSae) found.W_enc.transposed = true
  if (decoder[0] !== dSae) found.W_dec.transposed = true
  return { architecture: found.threshold ? 'jumprelu' : 'standard', applyBDecToInput: !found.threshold, tensors: found }
}

/** Called as SAELens calls them, W_enc and W_dec, matrices lie as there: [d, features] and [features, d]. */
function isNamed({ W_enc, W_dec }: Mapping['tensors']): boolean {
  return /W_?enc$/i.test(W_enc.from) && /W_?dec$/i.test(W_dec.from)
}

interface Hints {
  b_enc: readonly number[] | undefined
  b_dec: readonly number[] | undefined
  isNamed: boolean
}

/** As long as the encoder's bias, not as long as the decoder's; else by names, else the larger of the sizes that both have. */
function featuresOf(encoder: readonly number[], decoder: readonly number[], { b_enc, b_dec, isNamed }: Hints): number {
  if (b_enc?.length === 1 && encoder.includes(b_enc[0])) return b_enc[0]
  const other = b_dec?.length === 1 ? decoder.find((size) => size !== b_dec[0]) : undefined
  if (other !== undefined && decoder.includes(b_dec![0]) && encoder.includes(other)) return other
  if (isNamed && encoder[1] === decoder[0]) return decoder[0]
  return Math.max(...encoder.filter((size) => decoder.includes(size)), Math.min(...encoder))
}
