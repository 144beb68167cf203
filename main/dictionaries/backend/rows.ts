/** Element-wise work on large matrices and norms of them; one pass over memory where the backend can. */
import { f32Product } from './float64'
import type { Scalar, Tensor, Tensor1D, Tensor2D } from './library'
import { isNative, tf } from './library'
import { attribute, runTensor } from './native'

/** Σ t². TensorFlow's L2Loss is half of it, without a squared copy of a large tensor. */
export function squaredNorm(tensor: Tensor): Scalar {
  if (!isNative()) return tensor.square().sum() as Scalar
  return runTensor<Scalar>('L2Loss', [attribute.float('T')], [tensor]).mul(2) as Scalar
}

/** Euclidean norms of rows, [rows, 1]; for definitions too. */
export function rowNorms(matrix: Tensor2D): Tensor2D {
  return matrix.square().sum(1, true).sqrt() as Tensor2D
}

/** Rows of norm 1, or of `lengths` [rows, 1]; rows of norm 0 stay 0. No gradients go through it. */
export function unitRows(matrix: Tensor2D, lengths: Tensor2D | number = 1): Tensor2D {
  return tf.tidy(() => matrix.mul(tf.divNoNan(lengths, isNative() ? nativeRowNorms(matrix) : rowNorms(matrix))) as Tensor2D)
}

/** In one pass, without a squared copy. */
function nativeRowNorms(matrix: Tensor2D): Tensor2D {
  const attributes = [attribute.float('T'), attribute.int32('Tidx'), attribute.bool('keep_dims', true)]
  return runTensor('EuclideanNorm', attributes, [matrix, tf.scalar(1, 'int32')])
}

/** `gradient` where `activations` (of a ReLU, same shape) are positive, else 0. */
export function reluGradient<T extends Tensor>(gradient: T, activations: T): T {
  if (!isNative()) return gradient.mul(activations.step()) as T
  return runTensor<T>('ReluGrad', [attribute.float('T')], [gradient, activations])
}

/** The smallest entry above 0 of a matrix of entries ≥ 0, to rounding; infinite where there is none. */
export function leastPositive(matrix: Tensor2D): number {
  if (!isNative()) return tf.tidy(() => tf.where(matrix.greater(0), matrix, Number.POSITIVE_INFINITY).min().dataSync()[0])
  // By the inverse, in which 0 stays 0: two passes over memory in place of four.
  const inverse = tf.tidy(() => runTensor<Tensor2D>('DivNoNan', [attribute.float('T')], [tf.scalar(1), matrix]).max())
  return 1 / inverse.dataSync()[0]
}

/** Σ over rows, [columns]. As a product with ones, which is four times faster than TensorFlow's own sum over rows. */
export function columnSums(matrix: Tensor2D): Tensor1D {
  return tf.tidy(() => f32Product(tf.ones([1, matrix.shape[0]]), matrix).flatten() as Tensor1D)
}
