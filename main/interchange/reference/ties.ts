/**
 * Rows on which the choice of features hangs on rounding: TopK's k-th and next pre-activation are all but equal, or one lies
 * all but on its threshold (JumpReLU) or on 0 (gated), where the activation jumps.
 * Two correct programs may choose differently there, so such rows prove nothing and are not compared.
 */
import type { Dictionary } from '../../dictionaries/dictionary'
import { squaredNorm } from '../../maths/norms'
import { greatestIndexes } from './greatest'

/** Relative to the k-th pre-activation, at least absolute; well above f32 rounding, well below real gaps. */
const margin = 5e-5
/**
 * Of a product of vectors, relative to the product of their norms: some eight times what f32 sums of hundreds of terms are
 * off by. There are as many thresholds as features, so `margin` would leave hardly a row.
 */
const jumpMargin = 5e-7

/** Says of raw rows whether they are tied. `preActivations` as ReferenceEncoder has it, called only where it matters. */
export function tieCheck(
  dictionary: Dictionary,
  preActivations: (row: Float32Array) => Float64Array
): (row: Float32Array) => boolean {
  const { architecture, k, dSae } = dictionary
  if (architecture === 'standard') return () => false
  if (architecture !== 'topk') return jumpCheck(dictionary, preActivations)
  if (k === undefined || k >= dSae) return () => false
  return (row) => isTiedAt(preActivations(row), k)
}

function isTiedAt(values: Float64Array, k: number): boolean {
  const order = greatestIndexes(values, k + 1)
  const last = values[order[k - 1]]
  const next = values[order[k]]
  const near = margin * Math.max(1, Math.abs(last))
  // Below 0 both are cut off by ReLU, so the choice does not matter.
  return last > -near && last - next <= near
}

function jumpCheck(dictionary: Dictionary, preActivations: (row: Float32Array) => Float64Array): (row: Float32Array) => boolean {
  const { tensors, dSae } = dictionary
  const isGated = dictionary.architecture === 'gated'
  const jumps = isGated ? new Float32Array(dSae) : tensors.threshold.data
  const norms = columnNorms(tensors.W_enc.data, dSae)
  const biasNorm = dictionary.applyBDecToInput ? norm(tensors.b_dec.data) : 0
  return (row) => {
    // b_dec counts beside the row that it is taken from: what is rounded is as large as they are, not as their difference.
    const size = (dictionary.inputNorm ? Math.sqrt(row.length) : norm(row)) + biasNorm
    // A threshold of 0 is no jump: the activation is 0 on both sides.
    const roundedBy = (i: number): number => jumpMargin * (size * norms[i] + Math.abs(jumps[i]))
    const isNear = (pre: number, i: number): boolean => Math.abs(pre - jumps[i]) <= roundedBy(i)
    return preActivations(row).some((pre, i) => (isGated || jumps[i] > 0) && isNear(pre, i))
  }
}

function norm(values: Float32Array): number {
  return Math.sqrt(squaredNorm(values, 0, values.length))
}

function columnNorms(matrix: Float32Array, columns: number): Float64Array {
  const squares = new Float64Array(columns)
  for (let at = 0; at < matrix.length; at += 1) squares[at % columns] += matrix[at] * matrix[at]
  return squares.map(Math.sqrt)
}
