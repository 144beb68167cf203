/** Two operations with derivatives of their own, for definitions in plain tfjs. */
import type { Tensor, Tensor2D } from '../backend/library'
import { tf } from '../backend/library'

/** TopK(ReLU(x)): the k largest entries of each row where they are positive, 0 elsewhere. The derivative is 1 where kept. */
export function keepLargest(matrix: Tensor2D, k: number): Tensor2D {
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

/** 1 at the k largest of each row that are positive, else 0. */
function largestMask(matrix: Tensor2D, k: number): Tensor2D {
  const [rows, columns] = matrix.shape
  const { indices } = tf.topk(matrix, k, false)
  const rowOf = tf.range(0, rows, 1, 'int32').reshape([rows, 1]).tile([1, k])
  const places = tf.stack([rowOf.flatten(), indices.flatten()], 1)
  const largest = tf.scatterND(places, tf.ones([rows * k]), [rows, columns])
  return largest.mul(matrix.greater(0).cast('float32'))
}
