/**
 * Variance and skewness of one feature's activations over its active rows, from central moments in f64: two passes, since
 * powers of raw values would cancel.
 */

export interface Moments {
  /** Σ (v − mean)² ÷ n */
  variance: number
  /** m3 ÷ m2^1.5, the Fisher–Pearson coefficient without correction for small samples (as scipy.stats.skew); 0 where nothing varies. */
  skew: number
}

/** Of `values` with this mean; both 0 where there are none. */
export function momentsOf(values: Float32Array, mean: number): Moments {
  const count = values.length
  if (count === 0) return { variance: 0, skew: 0 }
  let second = 0
  let third = 0
  for (let i = 0; i < count; i += 1) {
    const difference = values[i] - mean
    const square = difference * difference
    second += square
    third += square * difference
  }
  const variance = second / count
  return { variance, skew: isConstant(variance, mean) ? 0 : third / count / variance ** 1.5 }
}

/** Whether what is left is the rounding of a mean of equal numbers. */
function isConstant(variance: number, mean: number): boolean {
  return variance <= (mean * 1e-12) ** 2
}
