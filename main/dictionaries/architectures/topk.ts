/**
 * TopK with AuxK: L. Gao et al., "Scaling and evaluating sparse autoencoders", 2024 (arXiv 2406.04093), sections 2.3 and A.2.
 *
 *   pre = (x − b_dec) W_encᵀ + b_enc        f = TopK_k(ReLU(pre))        x̂ = f W_dec + b_dec
 *   L   = mean_rows ‖x − x̂‖²  +  α · Σ‖r − r̂‖² / Σ‖r − mean_rows r‖²
 *
 * r = x − x̂ is a constant; r̂ = f_aux W_dec with f_aux the k_aux largest ReLU(pre) among dead features, so that these learn what
 * the living miss; 0/0 counts as 0. α is 1/32, k_aux at most d_in/2 (dictionary_learning's top_k_aux).
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

export function topkDefinition({ k, auxK, auxCoefficient }: TopKSettings): Definition {
  return (weights, x, { dead }) => {
    const pre = preActivations(weights, x)
    const features = keepLargest(pre, k)
    const reconstruction = tf.matMul(features, weights.W_dec as Tensor2D).add(weights.b_dec) as Tensor2D
    const error = x.sub(reconstruction) as Tensor2D
    const mse = error.square().sum().div(x.shape[0]) as Scalar
    if (auxCoefficient === 0 || dead.length === 0) return { features, reconstruction, losses: { mse } }
    const auxFeatures = keepLargest(pre.mul(maskOf(dead, pre.shape[1])), Math.min(auxK, dead.length))
    const aux = auxLoss(error, tf.matMul(auxFeatures, weights.W_dec as Tensor2D)).mul(auxCoefficient) as Scalar
    return { features, reconstruction, losses: { mse, aux } }
  }
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

/** [dSae] f32, 1 at the ids. */
function maskOf(ids: Int32Array, dSae: number): Tensor {
  const mask = new Float32Array(dSae)
  for (const id of ids) mask[id] = 1
  return tf.tensor1d(mask)
}
