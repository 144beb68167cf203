/**
 * Rows on which TopK's choice hangs on rounding: the k-th and the next pre-activation are all but equal.
 * Two correct programs may choose differently there, so such rows prove nothing and are not compared.
 */
import type { Dictionary } from '../../dictionaries/dictionary'
import { greatestIndexes } from './greatest'

/** Relative to the k-th pre-activation, at least absolute; well above f32 rounding, well below real gaps. */
const margin = 5e-5

/** `preActivations` is called only where it matters: never for ReLU. */
export function isTied(dictionary: Dictionary, preActivations: () => Float64Array): boolean {
  const k = dictionary.k
  if (dictionary.architecture !== 'topk' || k === undefined || k >= dictionary.dSae) return false
  const values = preActivations()
  const order = greatestIndexes(values, k + 1)
  const last = values[order[k - 1]]
  const next = values[order[k]]
  const near = margin * Math.max(1, Math.abs(last))
  // Below 0 both are cut off by ReLU, so the choice does not matter.
  return last > -near && last - next <= near
}
