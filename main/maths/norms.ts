/** Norms of rows. */

/**
 * Squared Euclidean norms of rows: `values` [count, dIn] f32, `into` [count] f64.
 * Sums in f64, so that f32 values can not overflow; a row with NaN or infinity gets NaN or infinity.
 */
export function squaredNorms(values: Float32Array, dIn: number, count: number, into = new Float64Array(count)): Float64Array {
  for (let row = 0; row < count; row += 1) into[row] = squaredNorm(values, row * dIn, dIn)
  return into
}

/** Σ v² of `length` numbers from `start`; f64. Four sums side by side: they do not wait for one another. */
export function squaredNorm(values: Float32Array, start: number, length: number): number {
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  const end = start + length
  let i = start
  for (; i + 3 < end; i += 4) {
    a += values[i] * values[i]
    b += values[i + 1] * values[i + 1]
    c += values[i + 2] * values[i + 2]
    d += values[i + 3] * values[i + 3]
  }
  for (; i < end; i += 1) a += values[i] * values[i]
  return a + b + (c + d)
}
