/**
 * AuxK's part of the fast path: the dead features are few, so their columns are taken out and treated densely.
 * With h = ∂L_aux/∂r̂ = 2α d_in (r̂ − r) / Σ‖r − mean r‖²:   ∂A = h W_deadᵀ where kept,   ∂W_dec,dead = Aᵀ h,   ∂W_enc,dead = ∂Aᵀ · encoder input.
 */
import { fastProduct, transposedProduct } from '../backend/bf16'
import { kthLargestPerRow } from '../backend/largest'
import type { Tensor, Tensor1D, Tensor2D } from '../backend/library'
import { tf } from '../backend/library'
import { columnSums, squaredNorm } from '../backend/rows'
import { addToRows } from '../backend/scatter'
import type { Weights } from './architecture'
import type { TopKSettings } from './topk'

interface AuxiliaryInputs {
  weights: Weights
  /** Pre-activations of some features [n], [rows, n]. */
  preOf(features: Tensor1D): Tensor2D
  /** What W_enc multiplies, [rows, dIn] */
  input: Tensor2D
  /** ŷ − y = −r, [rows, dOut] */
  error: Tensor2D
  dead: Int32Array
}

/** Adds AuxK's gradients for W_enc, b_enc and W_dec in place; gives the loss with its weight, or undefined without it. */
export function addAuxiliary(settings: TopKSettings, gradients: Weights, inputs: AuxiliaryInputs): number | undefined {
  const { weights, preOf, input, error, dead } = inputs
  if (settings.auxCoefficient === 0) return undefined
  if (dead.length === 0) return 0
  const weight = auxWeight(settings, error)
  const ids = tf.tensor1d(dead, 'int32')
  const decoder = tf.gather(weights.W_dec as Tensor2D, ids)
  const pre = preOf(ids)
  const isKept = tf.tidy(() => largestMask(pre, settings.auxK))
  const active = pre.mul(isKept) as Tensor2D
  // r̂ − r, and the variance that the loss is measured in.
  const rest = fastProduct(active, decoder).add(error) as Tensor2D
  const variance = squaredNorm(error.sub(error.mean(0, true)))
  const h = tf.divNoNan(rest.mul(2 * weight), variance) as Tensor2D
  const dActive = transposedProduct(h, decoder).mul(isKept) as Tensor2D
  gradients.W_dec = addToRows(gradients.W_dec as Tensor2D, ids, fastProduct(active, h, true))
  gradients.W_enc = addToRows(gradients.W_enc as Tensor2D, ids, fastProduct(dActive, input, true))
  gradients.b_enc = addToRows(gradients.b_enc, ids, columnSums(dActive))
  return (tf.divNoNan(squaredNorm(rest), variance) as Tensor).dataSync()[0] * weight
}

/** 1 at the k largest of each row, and where others are equal to the smallest of these; else 0. */
function largestMask(pre: Tensor2D, k: number): Tensor2D {
  if (k >= pre.shape[1]) return tf.onesLike(pre)
  return pre.greaterEqual(kthLargestPerRow(pre, k)).cast('float32')
}

/** α d_in */
export function auxWeight({ auxCoefficient }: TopKSettings, error: Tensor2D): number {
  return auxCoefficient * error.shape[1]
}
