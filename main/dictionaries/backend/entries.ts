/**
 * A sparse [rows, columns] matrix with any number of entries per row, on the native backend. Positions are fixed; values are
 * given per operation, since activations and their gradients share the positions. entries-find.ts finds them.
 *
 * Entries are kept in the order of columns (features): products then go through a weight matrix once, in the order of memory,
 * and only jump about in the much smaller matrix of rows. 2,048 × 12,288 with 32 entries per row, width 768, CPU ms:
 * `times` 5 (in the order of rows 23), `transposedTimes` 6 (in the order of rows 21).
 */

import { columnOrder, picked } from './entries-order'
import { entryProducts } from './entries-products'
import type { Tensor1D, Tensor2D } from './library'
import { tf } from './library'
import { attribute, deleteHandle, int64Handle, int64WordsHandle, runRaw, runTensor } from './native'
import type { Places } from './places'

export interface Entries {
  /** Number of entries, n; all operations work with 0. */
  count: number
  /** [n], ascending by column, then as they were given. */
  rows: Int32Array
  columns: Int32Array
  /** [n]: which of the places that were given each entry is, to bring what belongs to them into this order. */
  order: Int32Array
  /** The entries of a dense [rows, columns] matrix, [n]. */
  valuesOf(matrix: Tensor2D): Tensor1D
  /** The entries of one number per column (or row) [columns], [n]. */
  ofColumns(perColumn: Tensor1D): Tensor1D
  /** [rows, columns] × dense [columns, m] → [rows, m] */
  times(values: Tensor1D, dense: Tensor2D): Tensor2D
  /** Transposed: [columns, rows] × dense [rows, m] → [columns, m] */
  transposedTimes(values: Tensor1D, dense: Tensor2D): Tensor2D
  /** Only the entries of left [rows, m] × rightᵀ, right [columns, m]: [n] */
  products(left: Tensor2D, right: Tensor2D): Tensor1D
  /** [columns] */
  columnSums(values: Tensor1D): Tensor1D
}

/** Lends the entries at `places` of a matrix of this shape to `use`, then frees them. */
export function withEntries<T>(places: Places, shape: [number, number], use: (entries: Entries) => T): T {
  const order = columnOrder(places, shape[1])
  const made = new NativeEntries(picked(places.rows, order), picked(places.columns, order), order, shape)
  try {
    return use(made)
  } finally {
    made.dispose()
  }
}

class NativeEntries implements Entries {
  readonly count: number
  private readonly columnIds: Tensor1D
  /** i64 pairs (row, column) and (column, row). */
  private readonly pairs: number
  private readonly swapped: number
  private readonly swappedShape: number

  constructor(
    readonly rows: Int32Array,
    readonly columns: Int32Array,
    readonly order: Int32Array,
    private readonly shape: [number, number]
  ) {
    this.count = rows.length
    this.columnIds = tf.tensor1d(columns, 'int32')
    this.pairs = pairsHandle(rows, columns)
    this.swapped = pairsHandle(columns, rows)
    this.swappedShape = int64Handle([shape[1], shape[0]])
  }

  valuesOf(matrix: Tensor2D): Tensor1D {
    return runTensor('GatherNd', [attribute.float('Tparams'), attribute.int64('Tindices')], [matrix, this.pairs])
  }

  ofColumns(perColumn: Tensor1D): Tensor1D {
    // tfjs's own gather reads all ids back to check them.
    const attributes = [
      attribute.float('Tparams'),
      attribute.int32('Tindices'),
      attribute.int32('Taxis'),
      attribute.int('batch_dims', 0)
    ]
    return runTensor('GatherV2', attributes, [perColumn, this.columnIds, tf.scalar(0, 'int32')])
  }

  times(values: Tensor1D, dense: Tensor2D): Tensor2D {
    const attributes = [
      attribute.float('T'),
      attribute.int64('Tindices'),
      attribute.bool('adjoint_a', true),
      attribute.bool('adjoint_b', false)
    ]
    return runTensor('SparseTensorDenseMatMul', attributes, [this.swapped, values, this.swappedShape, dense])
  }

  transposedTimes(values: Tensor1D, dense: Tensor2D): Tensor2D {
    if (this.count === 0) return tf.zeros([this.shape[1], dense.shape[1]])
    // As compressed rows: several threads, which SparseTensorDenseMatMul has not.
    const inputs = [this.swapped, values, this.swappedShape]
    const [compressed] = runRaw('SparseTensorToCSRSparseMatrix', [attribute.float('T')], inputs, 1)
    const no = ['transpose_a', 'transpose_b', 'adjoint_a', 'adjoint_b', 'transpose_output', 'conjugate_output']
    const attributes = [attribute.float('T'), ...no.map((name) => attribute.bool(name, false))]
    try {
      return runTensor('SparseMatrixMatMul', attributes, [compressed, dense])
    } finally {
      deleteHandle(compressed)
    }
  }

  products(left: Tensor2D, right: Tensor2D): Tensor1D {
    return entryProducts({ left, right, rows: this.rows, columns: this.columns, valuesOf: (matrix) => this.valuesOf(matrix) })
  }

  columnSums(values: Tensor1D): Tensor1D {
    const segments = tf.scalar(this.shape[1], 'int32')
    const attributes = [attribute.float('T'), attribute.int32('Tindices'), attribute.int32('Tnumsegments')]
    return runTensor('UnsortedSegmentSum', attributes, [values, this.columnIds, segments])
  }

  dispose(): void {
    for (const handle of [this.pairs, this.swapped, this.swappedShape]) deleteHandle(handle)
    this.columnIds.dispose()
  }
}

/** [n, 2] i64 */
function pairsHandle(first: Int32Array, second: Int32Array): number {
  // i64 as two i32 each, the lower one first.
  const words = new Int32Array(4 * first.length)
  for (let i = 0; i < first.length; i += 1) {
    words[4 * i] = first[i]
    words[4 * i + 2] = second[i]
  }
  return int64WordsHandle(words, [first.length, 2])
}
