/** Two operations with derivatives of their own, for definitions in plain tfjs. */
import type { Tensor, Tensor2D } from '../backend/library'
import { tf } from '../backend/library'

/** TopK: the k largest entries of each row, 0 elsewhere; the derivative is 1 where kept. Among equal entries any may be kept. */
export function keepLargest(matrix: Tensor2D, k: number): Tensor2D {
  if (k === matrix.shape[1]) return matrix.clone()
  const operation = tf.customGrad((x, save) => {
    const mask = largestMask(x as Tensor2D, k)
    const keep = save as (tensors: Tensor[]) => void
    keep([mask])
    return { value: (x as Tensor).mul(mask), gradFunc: (dy: Tensor, saved: Tensor[]) => dy.mul(saved[0]) }
  })
  return operation(matrix) as Tensor2D
}

/** What `compute` makes of a tensor (by default the tensor itself), taken as a constant by everything that follows. */
export function constant<T extends Tensor>(tensor: Tensor, compute: (values: Tensor) => Tensor = (values) => values.clone()): T {
  const operation = tf.customGrad((x) => ({
    value: compute(x as Tensor),
    gradFunc: () => tf.zeros(tensor.shape)
  }))
  return operation(tensor) as T
}

/** 1 at the k largest of each row, else 0. */
function largestMask(matrix: Tensor2D, k: number): Tensor2D {
  const [rows, columns] = matrix.shape
  const { indices } = tf.topk(matrix, k, false)
  const rowOf = tf.range(0, rows, 1, 'int32').reshape([rows, 1]).tile([1, k])
  const places = tf.stack([rowOf.flatten(), indices.flatten()], 1)
  return tf.scatterND(places, tf.ones([rows * k]), [rows, columns])
}
