/** The covariance of rows as something that vectors are multiplied with; the matrix itself is never made. */

/** How many vectors are multiplied at once: every number is loaded once for all of them. */
export const blockSize = 4

/** Mean of rows [count, dIn] f32; f64 [dIn], zeros without rows. */
export function meanOfRows(values: Float32Array, dIn: number, count: number): Float64Array {
  const mean = new Float64Array(dIn)
  for (let row = 0, at = 0; row < count; row += 1) for (let i = 0; i < dIn; i += 1, at += 1) mean[i] += values[at]
  for (let i = 0; i < dIn; i += 1) mean[i] /= Math.max(1, count)
  return mean
}

/** Subtracts `mean` from each row, in place. */
export function subtractMean(values: Float32Array, mean: Float64Array, count: number): void {
  const dIn = mean.length
  for (let row = 0, at = 0; row < count; row += 1) for (let i = 0; i < dIn; i += 1, at += 1) values[at] -= mean[i]
}

/**
 * C V for C = Xᵀ X / count with X [count, dIn] f32 centered rows, V [dIn, 4] f64 (four vectors side by side); f64 [dIn, 4].
 * 8 · count · dIn multiplications, no memory beside the result.
 */
export function covarianceTimes(x: Float32Array, count: number, dIn: number, v: Float64Array): Float64Array {
  const product = new Float64Array(dIn * blockSize)
  for (let row = 0, at = 0; row < count; row += 1, at += dIn) {
    let a = 0
    let b = 0
    let c = 0
    let d = 0
    for (let i = 0, k = 0; i < dIn; i += 1, k += 4) {
      const value = x[at + i]
      a += value * v[k]
      b += value * v[k + 1]
      c += value * v[k + 2]
      d += value * v[k + 3]
    }
    for (let i = 0, k = 0; i < dIn; i += 1, k += 4) {
      const value = x[at + i]
      product[k] += value * a
      product[k + 1] += value * b
      product[k + 2] += value * c
      product[k + 3] += value * d
    }
  }
  for (let k = 0; k < product.length; k += 1) product[k] /= count
  return product
}
