/** Input dropout: the dictionary sees rows with some numbers missing, and has to reconstruct whole ones (denoising). */

import { createRandom, mixSeeds } from '../../maths/random'
import type { Tensor2D } from '../backend/library'
import { tf } from '../backend/library'

/** Keeps this stream apart from others made of the same seed. */
const purpose = 0x1003

/**
 * A share of the numbers of `x` set to 0 at random, the others divided by 1 − share, so that what is expected stays
 * (torch.nn.Dropout). The same for the same seed and step, on every backend.
 */
export function withDropout(x: Tensor2D, share: number, seed: number, step: number): Tensor2D {
  const [rows, columns] = x.shape
  const random = createRandom(mixSeeds(seed, purpose, step))
  const kept = 1 / (1 - share)
  const factors = Float32Array.from({ length: rows * columns }, () => (random.next() < share ? 0 : kept))
  return x.mul(tf.tensor2d(factors, [rows, columns]))
}
