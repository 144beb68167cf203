/**
 * TopK with AuxK: L. Gao et al., "Scaling and evaluating sparse autoencoders", 2024 (arXiv 2406.04093), sections 2.3 and A.2.
 *
 *   pre = (x − b_dec) W_encᵀ + b_enc        f = TopK_k(ReLU(pre))        x̂ = f W_dec + b_dec
 *   L   = mean_rows ‖x − x̂‖²  +  α d_in · Σ‖r − r̂‖² / Σ‖r − mean_rows r‖²
 *
 * r = x − x̂ is a constant; r̂ = f_aux W_dec with f_aux the k_aux largest pre among dead features, so that these learn what the
 * living miss; 0/0 counts as 0. f_aux has no ReLU, as in the paper's formula and in SAELens: a feature whose pre is negative
 * on all rows could not come back otherwise. α is 1/32, k_aux at most d_in/2 (dictionary_learning's top_k_aux).
 * The factor d_in is the mean ‖x‖² of our inputs: the paper and dictionary_learning have 1 there, and α is meant for that.
 * Measured with a rate four times too high (2,304 features, k 16, 400 steps): 765 dead without AuxK, 23 with it;
 * 768 with a ReLU and without the factor.
 * The fast path with the same result is topk-sparse.ts.
 */
import type { Scalar, Tensor, Tensor2D } from '../backend/library'
import { tf } from '../backend/library'
import type { Definition, Weights } from './architecture'
import { constant, keepLargest } from './differentiable'

export interface TopKSettings {
  k: number
  auxK: number
  /** α; 0 leaves the second loss out. */
  auxCoefficient: number
}

export function topkDefinition(settings: TopKSettings): Definition {
  return (weights, x, { dead }) => {
    const pre = preActivations(weights, x)
    const features: Tensor2D = keepLargest(pre, settings.k).relu()
    const reconstruction = tf.matMul(features, weights.W_dec as Tensor2D).add(weights.b_dec) as Tensor2D
    const error = x.sub(reconstruction) as Tensor2D
    const mse = error.square().sum().div(x.shape[0]) as Scalar
    if (settings.auxCoefficient === 0) return { features, reconstruction, losses: { mse } }
    if (dead.length === 0) return { features, reconstruction, losses: { mse, aux: tf.scalar(0) } }
    const choice = tf.oneHot(tf.tensor1d(dead, 'int32'), pre.shape[1]).cast('float32') as Tensor2D
    const active = keepLargest(tf.matMul(pre, choice, false, true), Math.min(settings.auxK, dead.length))
    const aux = auxLoss(error, tf.matMul(active, tf.matMul(choice, weights.W_dec as Tensor2D)))
    return { features, reconstruction, losses: { mse, aux: aux.mul(auxWeight(settings, x)) as Scalar } }
  }
}

/** α d_in */
export function auxWeight({ auxCoefficient }: TopKSettings, x: Tensor2D): number {
  return auxCoefficient * x.shape[1]
}

/** (x − b_dec) W_encᵀ + b_enc, [rows, dSae] */
export function preActivations(weights: Weights, x: Tensor2D): Tensor2D {
  // The tidy frees the product before the bias early: both are as large as anything here.
  return tf.tidy(() => tf.matMul(x.sub(weights.b_dec) as Tensor2D, weights.W_enc as Tensor2D, false, true).add(weights.b_enc))
}

/** Σ‖r − r̂‖² / Σ‖r − mean r‖², r constant */
function auxLoss(error: Tensor2D, reconstruction: Tensor2D): Tensor {
  const weight = constant(error, (r) => tf.divNoNan(1, r.sub(r.mean(0, true)).square().sum()))
  return constant(error).sub(reconstruction).square().sum().mul(weight)
}
