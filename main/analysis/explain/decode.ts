/**
 * The reconstruction of one row from the features that fire on it, in float64, and each feature's share in it.
 * Direct attribution: the decoder is linear, so the reconstruction is a sum and each term's part of it is exact.
 */
import { dot, dotAt } from '../../maths/vectors'

/** Features that fire on a row: activations [n] and, in the same order, their decoder rows [n, dOut]. */
export interface ActiveRows {
  features: Uint32Array
  values: ArrayLike<number>
  decoder: Float32Array
}

/** f W_dec, [dOut]: the reconstruction without b_dec. `skip` [dOut] is added where the dictionary has a path beside its features. */
export function decoded({ features, values, decoder }: ActiveRows, dOut: number, skip?: Float64Array): Float64Array {
  const sum = skip ? skip.slice() : new Float64Array(dOut)
  for (let n = 0; n < features.length; n += 1) addScaled(sum, decoder, n * dOut, values[n])
  return sum
}

/** Adds `factor` × the numbers from `start` on. */
export function addScaled(sum: Float64Array, numbers: Float32Array, start: number, factor: number): void {
  for (let i = 0; i < sum.length; i += 1) sum[i] += factor * numbers[start + i]
}

/** f·⟨W_dec, r⟩ ÷ ‖r‖² of each active feature, r = `sum` [dOut]; they add up to 1 (with the skip path's). 0 where r is zero. */
export function sharesOf({ features, values, decoder }: ActiveRows, sum: Float64Array): Float64Array {
  const square = dot(sum, sum)
  return Float64Array.from(features, (_, n) => {
    return square > 0 ? (values[n] * dotAt(decoder, n * sum.length, sum)) / square : 0
  })
}
