/**
 * AuxK's part of the fast path: the dead features are few, so their columns are taken out and treated densely.
 * With h = ∂L_aux/∂r̂ = 2α d_in (r̂ − r) / Σ‖r − mean r‖²:   ∂A = h W_deadᵀ where kept,   ∂W_dec,dead = Aᵀ h,   ∂W_enc,dead = ∂Aᵀ (x − b_dec).
 */
import type { Tensor, Tensor2D } from '../backend/library'
import { tf } from '../backend/library'
import { addToRows } from '../backend/scatter'
import type { Weights } from './architecture'
import { keepLargest } from './differentiable'
import { auxWeight, type TopKSettings } from './topk'

interface AuxiliaryInputs {
  weights: Weights
  /** [rows, dSae] */
  pre: Tensor2D
  /** x − b_dec, [rows, dIn] */
  centered: Tensor2D
  /** x̂ − x = −r, [rows, dIn] */
  error: Tensor2D
  dead: Int32Array
}

/** Adds AuxK's gradients for W_enc, b_enc and W_dec in place; gives the loss with its weight, or undefined without it. */
export function addAuxiliary(settings: TopKSettings, gradients: Weights, inputs: AuxiliaryInputs): number | undefined {
  const { weights, pre, centered, error, dead } = inputs
  if (settings.auxCoefficient === 0) return undefined
  if (dead.length === 0) return 0
  const weight = auxWeight(settings, centered)
  const ids = tf.tensor1d(dead, 'int32')
  const decoder = tf.gather(weights.W_dec as Tensor2D, ids)
  const active = keepLargest(tf.gather(pre, ids, 1), Math.min(settings.auxK, dead.length))
  // r̂ − r, and the variance that the loss is measured in.
  const rest = tf.matMul(active, decoder).add(error) as Tensor2D
  const variance = error.sub(error.mean(0, true)).square().sum()
  const h = tf.divNoNan(rest.mul(2 * weight), variance) as Tensor2D
  const dActive = tf.matMul(h, decoder, false, true).mul(active.notEqual(0).cast('float32')) as Tensor2D
  gradients.W_dec = addToRows(gradients.W_dec as Tensor2D, ids, tf.matMul(active, h, true, false))
  gradients.W_enc = addToRows(gradients.W_enc as Tensor2D, ids, tf.matMul(dActive, centered, true, false))
  gradients.b_enc = addToRows(gradients.b_enc.expandDims(1) as Tensor2D, ids, dActive.sum(0).expandDims(1) as Tensor2D).flatten()
  return (tf.divNoNan(rest.square().sum(), variance) as Tensor).dataSync()[0] * weight
}
