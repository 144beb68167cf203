/**
 * Explained variance over any number of batches with float64 sums, every row weighing the same:
 * 1 − E‖e‖² / (E‖x‖² − ‖E x‖²), as SAELens's ExplainedVarianceCalculator. FVU is 1 − explained variance.
 */

/** Sums that explained variance is made of; add batches in any number, then ask. */
export interface VarianceSums {
  rows: number
  /** Σ‖x − x̂‖² */
  squaredError: number
  /** Σ‖x‖² */
  squaredInput: number
  /** Σ x per dimension, [dIn] f64 */
  inputSum: Float64Array
}

/** Sums of no rows. */
export function emptyVarianceSums(dIn: number): VarianceSums {
  return { rows: 0, squaredError: 0, squaredInput: 0, inputSum: new Float64Array(dIn) }
}

/** Adds `count` rows `values` [count, dIn], each column times its scale [dIn], and their summed squared error (already scaled). */
export function addRows(
  sums: VarianceSums,
  values: Float32Array,
  count: number,
  scales: Float64Array,
  squaredError: number
): void {
  const dIn = sums.inputSum.length
  const { inputSum } = sums
  let squares = 0
  for (let row = 0, at = 0; row < count; row += 1) {
    for (let i = 0; i < dIn; i += 1, at += 1) {
      const value = values[at] * scales[i]
      inputSum[i] += value
      squares += value * value
    }
  }
  sums.rows += count
  sums.squaredInput += squares
  sums.squaredError += squaredError
}

/** Adds the sums of other rows. */
export function mergeVarianceSums(into: VarianceSums, other: VarianceSums): void {
  into.rows += other.rows
  into.squaredError += other.squaredError
  into.squaredInput += other.squaredInput
  for (let i = 0; i < into.inputSum.length; i += 1) into.inputSum[i] += other.inputSum[i]
}

/**
 * Fraction of variance unexplained, 0 (perfect) upward; 1 is what the mean alone reaches.
 * Undefined where there is no variance: no rows, one row, or rows that are all equal.
 */
export function fractionUnexplained(sums: VarianceSums): number | undefined {
  if (sums.rows === 0) return undefined
  let meanSquared = 0
  for (const sum of sums.inputSum) meanSquared += sum * sum
  const total = sums.squaredInput - meanSquared / sums.rows
  // Rounding leaves a rest of about 1e-16 of the squares when all rows are equal.
  if (!(total > 1e-12 * sums.squaredInput)) return undefined
  return sums.squaredError / total
}
