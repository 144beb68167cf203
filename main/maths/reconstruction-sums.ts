/**
 * Everything that the field's measures of a reconstruction are made of, over any number of batches, sums in float64.
 * x is what was to be reconstructed, x̂ the reconstruction, e = x̂ − x. The measures are in reconstruction-metrics.ts.
 */

export interface ReconstructionSums {
  width: number
  rows: number
  /** Σ‖x‖², Σ‖x̂‖², Σ‖e‖², Σ x·x̂ */
  squaredInput: number
  squaredOutput: number
  squaredError: number
  product: number
  /** Σ x and Σ e per dimension, [width]. */
  input: Float64Array
  error: Float64Array
  /** Over rows with ‖x‖ > 0: how many, Σ‖e‖²/‖x‖², Σ‖x̂‖/‖x‖, and Σ cos(x, x̂), which is 0 where x̂ = 0. */
  longRows: number
  relativeError: number
  lengthRatio: number
  cosine: number
  /** Over batches whose rows differ: how many, and Σ of Σ‖e‖² / Σ‖x − x̄‖² with the mean x̄ of the batch. */
  variedBatches: number
  batchUnexplained: number
  /** Over rows that differ from the mean of their batch: how many, Σ and Σ² of 1 − ‖e‖²/‖x − x̄‖². */
  variedRows: number
  rowExplained: number
  squaredRowExplained: number
}

/** Sums of no rows. */
export function emptyReconstructionSums(width: number): ReconstructionSums {
  const vectors = { width, rows: 0, input: new Float64Array(width), error: new Float64Array(width) }
  const squares = { squaredInput: 0, squaredOutput: 0, squaredError: 0, product: 0 }
  const means = { longRows: 0, relativeError: 0, lengthRatio: 0, cosine: 0 }
  const spreads = { variedBatches: 0, batchUnexplained: 0, variedRows: 0, rowExplained: 0, squaredRowExplained: 0 }
  return { ...vectors, ...squares, ...means, ...spreads }
}

/** Adds one batch: `wanted` and `reconstruction` are [count, width]. */
export function addReconstruction(
  sums: ReconstructionSums,
  wanted: Float32Array,
  reconstruction: Float32Array,
  count: number
): void {
  if (count === 0) return
  const mean = columnMeans(wanted, count, sums.width)
  const batch = { error: 0, spread: 0 }
  for (let row = 0; row < count; row += 1) addRow(sums, batch, mean, { wanted, reconstruction, at: row * sums.width })
  sums.rows += count
  if (batch.spread > 0) {
    sums.variedBatches += 1
    sums.batchUnexplained += batch.error / batch.spread
  }
}

function columnMeans(values: Float32Array, count: number, width: number): Float64Array {
  const mean = new Float64Array(width)
  for (let row = 0, at = 0; row < count; row += 1) {
    for (let i = 0; i < width; i += 1, at += 1) mean[i] += values[at]
  }
  for (let i = 0; i < width; i += 1) mean[i] /= count
  return mean
}

interface Place {
  wanted: Float32Array
  reconstruction: Float32Array
  at: number
}

function addRow(sums: ReconstructionSums, batch: { error: number; spread: number }, mean: Float64Array, place: Place): void {
  const { wanted, reconstruction, at } = place
  const { width, input, error } = sums
  const [row, from, to] = [{ x: 0, y: 0, e: 0, xy: 0, spread: 0 }, at, at + width]
  for (let j = from, i = 0; j < to; j += 1, i += 1) {
    const x = wanted[j]
    const y = reconstruction[j]
    const e = y - x
    const centered = x - mean[i]
    input[i] += x
    error[i] += e
    row.x += x * x
    row.y += y * y
    row.e += e * e
    row.xy += x * y
    row.spread += centered * centered
  }
  sums.squaredInput += row.x
  sums.squaredOutput += row.y
  sums.squaredError += row.e
  sums.product += row.xy
  batch.error += row.e
  batch.spread += row.spread
  if (row.x > 0) addLongRow(sums, row)
  if (row.spread > 0) addVariedRow(sums, 1 - row.e / row.spread)
}

function addLongRow(sums: ReconstructionSums, { x, y, e, xy }: { x: number; y: number; e: number; xy: number }): void {
  sums.longRows += 1
  sums.relativeError += e / x
  sums.lengthRatio += Math.sqrt(y / x)
  if (y > 0) sums.cosine += xy / Math.sqrt(x * y)
}

function addVariedRow(sums: ReconstructionSums, explained: number): void {
  sums.variedRows += 1
  sums.rowExplained += explained
  sums.squaredRowExplained += explained * explained
}
