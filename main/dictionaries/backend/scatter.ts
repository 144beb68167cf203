/** Adds to some rows of a matrix, or elements of a vector. */
import type { Tensor, Tensor1D } from './library'
import { isNative, tf } from './library'
import { attribute, runTensor } from './native'

/** `tensor` with `additions` [n, …] added to its rows `ids` [n] i32, each at most once; a new tensor. */
export function addToRows<T extends Tensor>(tensor: T, ids: Tensor1D, additions: T): T {
  const places = ids.expandDims(1)
  if (!isNative()) return tensor.add(tf.scatterND(places, additions, tensor.shape))
  return runTensor('TensorScatterAdd', [attribute.float('T'), attribute.int32('Tindices')], [tensor, places, additions])
}
