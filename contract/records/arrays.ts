/**
 * Arrays that stations hand to each other inside one process: batches of activation rows and sparse activations.
 * Plain interfaces, not schemas: they never cross a process as such.
 */

/**
 * Some rows of a data set. `values` is [count, dIn] f32 row-major; `rows[i]` is the row's index in the data set.
 * `targets` [count, dOut] f32 are what a transcoder predicts from the values, where the data set has them; as in their file,
 * also where the values are clipped: the target belongs to the direction of the input, and a model is not homogeneous.
 */
export interface Batch {
  count: number
  dIn: number
  values: Float32Array
  rows: Uint32Array
  dOut?: number
  targets?: Float32Array
}

/**
 * Sparse activations of some rows (CSR). Row i has the entries starts[i] … starts[i+1] − 1;
 * `features` are feature ids in ascending order within a row, `values` their activations (> 0, raw input units).
 */
export interface SparseRows {
  count: number
  dSae: number
  /** [count + 1] */
  starts: Uint32Array
  features: Uint32Array
  values: Float32Array
}

/** The entries of one feature over the whole data set, rows ascending. */
export interface Postings {
  rows: Uint32Array
  values: Float32Array
}

/** What a pass over rows has gathered beside the activation index when `rows` of them had passed; all arrays are [dSae]. */
export interface PassState {
  rows: number
  /** The last row that passed, by its number in the data set. */
  lastRow: number
  activeRows: Uint32Array
  /** Σ activation */
  sums: Float64Array
  maxima: Float32Array
  /** Sums behind the shares of the reconstructions (ReconstructionShares). */
  carried: Float64Array
  carriedSums: Float64Array
}

/** A named dense tensor; data in row-major order. */
export interface Tensor {
  shape: number[]
  data: Float32Array
}

export type Tensors = Record<string, Tensor>
