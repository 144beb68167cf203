/** First values of the parameters; seeded, the same on every machine and backend. */
import type { Tensors } from '../../../contract/records/arrays'
import type { Architecture } from '../../../contract/records/run'
import { createRandom, mixSeeds } from '../../maths/random'

/**
 * Norm of the decoder's rows at the start: 1 for TopK (OpenAI's and dictionary_learning's trainers),
 * 0.1 for ReLU-L1 (April 2024 update; SAELens decoder_init_norm).
 */
const decoderNorms: Record<Architecture, number> = { topk: 1, 'relu-l1': 0.1 }

/** Keeps the stream of this purpose apart from others made from the same seed, such as the order of rows. */
const purpose = 0x1001

/**
 * Decoder rows of random direction, encoder rows equal to them, b_enc 0, b_dec the mean of the scaled inputs
 * (mean-centring keeps inputs with a few strong dimensions from killing features at the start, arXiv 2605.31518).
 */
export function initialParameters(architecture: Architecture, dSae: number, mean: Float32Array, seed: number): Tensors {
  const dIn = mean.length
  const decoder = randomRows(dSae, dIn, decoderNorms[architecture], seed)
  return {
    W_enc: { shape: [dSae, dIn], data: decoder.slice() },
    b_enc: { shape: [dSae], data: new Float32Array(dSae) },
    W_dec: { shape: [dSae, dIn], data: decoder },
    b_dec: { shape: [dIn], data: mean.slice() }
  }
}

function randomRows(rows: number, columns: number, norm: number, seed: number): Float32Array {
  const random = createRandom(mixSeeds(seed, purpose))
  const values = new Float32Array(rows * columns)
  for (let row = 0; row < rows; row += 1) {
    const part = values.subarray(row * columns, (row + 1) * columns)
    let squares = 0
    for (let i = 0; i < columns; i += 1) {
      part[i] = random.normal()
      squares += part[i] * part[i]
    }
    const factor = norm / Math.sqrt(squares)
    for (let i = 0; i < columns; i += 1) part[i] *= factor
  }
  return values
}
