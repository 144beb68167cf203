/** Element-wise work on large matrices and norms of them; one pass over memory where the backend can. */
import type { Scalar, Tensor, Tensor2D } from './library'
import { isNative, tf } from './library'
import { attribute, runTensor } from './native'

/** Σ t². TensorFlow's L2Loss is half of it, without a squared copy of a large tensor. */
export function squaredNorm(tensor: Tensor): Scalar {
  if (!isNative()) return tensor.square().sum() as Scalar
  return runTensor<Scalar>('L2Loss', [attribute.float('T')], [tensor]).mul(2) as Scalar
}

/** Euclidean norms of rows, [rows, 1]. */
export function rowNorms(matrix: Tensor2D): Tensor2D {
  return matrix.square().sum(1, true).sqrt() as Tensor2D
}

/** Rows of norm 1; rows of norm 0 stay 0. */
export function unitRows(matrix: Tensor2D): Tensor2D {
  return tf.tidy(() => matrix.mul(tf.divNoNan(1, rowNorms(matrix))) as Tensor2D)
}

/** `gradient` where `activations` (of a ReLU, same shape) are positive, else 0. */
export function reluGradient(gradient: Tensor2D, activations: Tensor2D): Tensor2D {
  if (!isNative()) return gradient.mul(activations.step()) as Tensor2D
  return runTensor<Tensor2D>('ReluGrad', [attribute.float('T')], [gradient, activations])
}
