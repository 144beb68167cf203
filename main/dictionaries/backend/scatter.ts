/** Adds to some rows of a matrix, on the native backend. */
import type { Tensor1D, Tensor2D } from './library'
import { attribute, runTensor } from './native'

/** `matrix` with `additions` [n, columns] added to its rows `ids` [n] i32; a new tensor. */
export function addToRows(matrix: Tensor2D, ids: Tensor1D, additions: Tensor2D): Tensor2D {
  return runTensor(
    'TensorScatterAdd',
    [attribute.float('T'), attribute.int32('Tindices')],
    [matrix, ids.expandDims(1), additions]
  )
}
