/**
 * A sparse [rows, columns] matrix with the same number of entries in every row, on the native backend.
 * Positions are fixed; values are given per product, since activations and their gradients share the positions.
 */
import type { Tensor, Tensor1D, Tensor2D } from './library'
import { tf } from './library'
import { attribute, deleteHandle, int64Handle, runRaw, runTensor } from './native'

export interface SparseMatrix {
  /** [rows, columns] × dense [columns, n] → [rows, n]; `values` [rows, k] as the positions were given. */
  times(values: Tensor2D, dense: Tensor2D): Tensor2D
  /** Transposed: [columns, rows] × dense [rows, n] → [columns, n]. */
  transposedTimes(values: Tensor2D, dense: Tensor2D): Tensor2D
}

/** Lends a matrix with entries at `columns` [rows, k] i32 (distinct within a row) to `use`, then frees it. */
export function withSparseMatrix<T>(columns: Tensor2D, columnCount: number, use: (matrix: SparseMatrix) => T): T {
  const [rows, k] = columns.shape
  const indices = positions(columns, rows, k)
  const shape = int64Handle([rows, columnCount])
  const multiply = (values: Tensor2D, dense: Tensor2D, transposed: boolean): Tensor2D =>
    runTensor(
      'SparseTensorDenseMatMul',
      [
        attribute.float('T'),
        attribute.int64('Tindices'),
        attribute.bool('adjoint_a', transposed),
        attribute.bool('adjoint_b', false)
      ],
      [indices, values.reshape([rows * k]), shape, dense]
    )
  try {
    return use({
      times: (values, dense) => multiply(values, dense, false),
      transposedTimes: (values, dense) => multiply(values, dense, true)
    })
  } finally {
    deleteHandle(indices)
    deleteHandle(shape)
  }
}

/** [rows·k, 2] i64 pairs (row, column): packed as i32 first, since tfjs has no i64. */
function positions(columns: Tensor2D, rows: number, k: number): number {
  const rowOf = tf.tidy(() =>
    tf
      .range(0, rows, 1, 'int32')
      .reshape([rows, 1])
      .tile([1, k])
      .reshape([rows * k])
  ) as Tensor1D
  const columnOf = columns.reshape([rows * k]) as Tensor
  const [packed] = runRaw('Pack', [attribute.int('N', 2), attribute.int32('T'), attribute.int('axis', 1)], [rowOf, columnOf], 1)
  try {
    return runRaw('Cast', [attribute.int32('SrcT'), attribute.int64('DstT'), attribute.bool('Truncate', false)], [packed], 1)[0]
  } finally {
    deleteHandle(packed)
    tf.dispose([rowOf, columnOf])
  }
}
