/**
 * The k largest entries of every row, exact, in no stated order.
 * Two stages: the k largest of a row lie in the k chunks with the largest maxima, and finding those is cheaper than a heap
 * over the whole row (2–3 times faster at 12,288 columns). Reducing and gathering run along memory, so chunks are consecutive.
 */
import type { Tensor, Tensor2D } from './library'
import { tf } from './library'
import { attribute, runTensor } from './native'

/** Columns per chunk; 8 to 64 were measured, 16 is the best or within a few percent of it. */
const chunk = 16

export interface Largest {
  /** [rows, k] f32 */
  values: Tensor2D
  /** [rows, k] i32, column of each value */
  columns: Tensor2D
}

/** `matrix` [rows, columns], 1 ≤ k ≤ columns. Among equal entries any may be chosen. */
export function largestPerRow(matrix: Tensor2D, k: number): Largest {
  const columns = matrix.shape[1]
  const stages = columns / chunk + k * chunk
  if (columns % chunk !== 0 || columns / chunk < k || stages > columns / 2) return oneStage(matrix, k)
  return twoStages(matrix, k)
}

/** The k-th largest of every row, [rows, 1], on the native backend; all entries have to be finite. By partition, for large k. */
export function kthLargestPerRow(matrix: Tensor2D, k: number): Tensor2D {
  const attributes = [attribute.float('T'), attribute.bool('reverse', true)]
  return runTensor<Tensor>('NthElement', attributes, [matrix, tf.scalar(k - 1, 'int32')]).expandDims(1) as Tensor2D
}

function oneStage(matrix: Tensor2D, k: number): Largest {
  const { values, indices } = tf.topk(matrix, k, false)
  return { values, columns: indices }
}

function twoStages(matrix: Tensor2D, k: number): Largest {
  const [rows, columns] = matrix.shape
  const chunks = columns / chunk
  const maxima = matrix.reshape([rows, chunks, chunk]).max(2) as Tensor2D
  // Sorted: the second heap then meets the large entries first and rarely changes.
  const best = tf.topk(maxima, k, true).indices
  const firstChunk = tf.range(0, rows * chunks, chunks, 'int32').reshape([rows, 1])
  const candidates: Tensor2D = tf.gather(matrix.reshape([rows * chunks, chunk]), best.add(firstChunk)).reshape([rows, k * chunk])
  const { values, indices } = tf.topk(candidates, k, false)
  return { values, columns: columnsOf(indices, best) }
}

/** From places among the candidates back to columns of the matrix. */
function columnsOf(places: Tensor, best: Tensor): Tensor2D {
  const size = tf.scalar(chunk, 'int32')
  const which = places.floorDiv(size) as Tensor2D
  const within = places.sub(which.mul(size))
  return tf.gather(best, which, 1, 1).mul(size).add(within)
}
