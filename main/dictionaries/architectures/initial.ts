/** First values of the parameters; seeded, the same on every machine and backend. */

import type { Tensors } from '../../../contract/records/arrays'
import { mixSeeds } from '../../maths/random'
import { randomRows } from '../../maths/random-rows'
import { elementsOf } from '../../maths/shape'
import type { Architecture } from './architecture'
import type { Shape } from './shape'

export interface Start {
  seed: number
  /** Means of the normalized inputs [dIn] and of what is reconstructed [dOut]. */
  mean: Float32Array
  targetMean: Float32Array
  /** Encoder rows equal to decoder rows: autoencoders and crosscoders where not said otherwise. */
  tied: boolean
}

/** Keeps the streams of these purposes apart from others made from the same seed, such as the order of rows. */
const purposes = { decoder: 0x1001, encoder: 0x1002 }

/**
 * Autoencoders and crosscoders: decoder rows of random direction, encoder rows equal to them, b_dec the mean of the inputs (mean-centring keeps inputs with a few strong dimensions from killing features at the start, arXiv 2605.31518).
 * Transcoders as sparsify makes them: W_dec (unless it has to keep a norm) and W_skip 0, random unit encoder rows, b_enc = −W_enc · mean(x), b_dec = mean(y).
 */
export function initialParameters(architecture: Architecture, shape: Shape, start: Start): Tensors {
  const { kind, dSae, dIn, dOut } = shape
  const own = architecture.ownParameters ?? {}
  const isTranscoder = kind === 'transcoder' || kind === 'skip-transcoder'
  const b_dec = { shape: [dOut], data: start.targetMean.slice() }
  if (isTranscoder) {
    const encoder = randomRows(dSae, dIn, 1, mixSeeds(start.seed, purposes.encoder))
    return {
      W_enc: { shape: [dSae, dIn], data: encoder },
      ...encoderBiases(architecture, minusProducts(encoder, start.mean)),
      W_dec: transcoderDecoder(architecture, shape, start.seed),
      b_dec,
      ...(kind === 'skip-transcoder' ? { W_skip: zeros([dIn, dOut]) } : {}),
      ...own
    }
  }
  const decoder = randomRows(dSae, dIn, architecture.decoderNorm, mixSeeds(start.seed, purposes.decoder))
  const encoder = start.tied
    ? decoder.slice()
    : randomRows(dSae, dIn, architecture.decoderNorm, mixSeeds(start.seed, purposes.encoder))
  return {
    W_enc: { shape: [dSae, dIn], data: encoder },
    // An autoencoder's encoder subtracts b_dec itself.
    ...encoderBiases(architecture, kind === 'sae' ? new Float32Array(dSae) : minusProducts(encoder, start.mean)),
    W_dec: { shape: [dSae, dIn], data: decoder },
    b_dec,
    ...own
  }
}

function transcoderDecoder({ transcoderDecoderNorm = 0 }: Architecture, { dSae, dOut }: Shape, seed: number) {
  if (transcoderDecoderNorm === 0) return zeros([dSae, dOut])
  return { shape: [dSae, dOut], data: randomRows(dSae, dOut, transcoderDecoderNorm, mixSeeds(seed, purposes.decoder)) }
}

function encoderBiases({ encoderBiases: names = ['b_enc'] }: Architecture, first: Float32Array): Tensors {
  return Object.fromEntries(names.map((name) => [name, { shape: [first.length], data: first.slice() }]))
}

function zeros(shape: number[]) {
  return { shape, data: new Float32Array(elementsOf(shape)) }
}

/** −matrix · vector */
function minusProducts(matrix: Float32Array, vector: Float32Array): Float32Array {
  const width = vector.length
  return Float32Array.from({ length: matrix.length / width }, (_, row) => {
    let sum = 0
    for (let i = 0; i < width; i += 1) sum -= matrix[row * width + i] * vector[i]
    return sum
  })
}
