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
import type { RunConfig } from '../../../contract/records/run'
import { LoupeError } from '../../../contract/wire/errors'
import type { Scalar, Tensor, Tensor2D } from '../backend/library'
import { tf } from '../backend/library'
import type { Definition, MakeArchitecture, Weights } from './architecture'
import { constant, keepLargest } from './differentiable'
import { decoded, preActivations, type Shape } from './shape'
import { auxWeight } from './topk-auxiliary'
import { topkSparsePath } from './topk-sparse'

export interface TopKSettings {
  k: number
  auxK: number
  /** α; 0 leaves the second loss out. */
  auxCoefficient: number
}

export const topk: MakeArchitecture = (config, shape) => {
  const settings = topkSettings(config)
  return {
    // OpenAI's and dictionary_learning's trainers.
    decoderNorm: 1,
    definition: topkDefinition(shape, settings),
    nativePath: () => topkSparsePath(shape, settings),
    exported: () => ({ architecture: 'topk', k: settings.k })
  }
}

/** Throws config. */
export function topkSettings({ k, auxK, auxCoefficient, deadFeatures = 'auxk', dSae }: RunConfig): TopKSettings {
  if (k === undefined || k < 1 || k > dSae) {
    throw new LoupeError('config', `k is ${k}, but has to lie between 1 and the ${dSae} features.`, { place: 'k' })
  }
  const usesAux = auxK !== undefined && deadFeatures === 'auxk'
  return { k, auxK: Math.min(auxK ?? 0, dSae), auxCoefficient: usesAux ? (auxCoefficient ?? 0) : 0 }
}

export function topkDefinition(shape: Shape, settings: TopKSettings): Definition {
  return (weights, { x, y }, { dead }) => {
    const pre = preActivations(shape, weights, x)
    const features: Tensor2D = keepLargest(pre, settings.k).relu()
    const reconstruction = decoded(shape, weights, features, x)
    const error = y.sub(reconstruction) as Tensor2D
    const mse = error.square().sum().div(x.shape[0]) as Scalar
    const aux = auxiliaryLoss(settings, { weights, pre, error, dead })
    return { features, reconstruction, losses: aux ? { mse, aux } : { mse } }
  }
}

interface AuxiliaryInputs {
  weights: Weights
  /** [rows, dSae] */
  pre: Tensor2D
  /** r, [rows, dOut] */
  error: Tensor2D
  dead: Int32Array
}

/** AuxK with its weight; undefined where it is left out. */
export function auxiliaryLoss(settings: TopKSettings, { weights, pre, error, dead }: AuxiliaryInputs): Scalar | undefined {
  if (settings.auxCoefficient === 0) return undefined
  if (dead.length === 0) return tf.scalar(0)
  const choice = tf.oneHot(tf.tensor1d(dead, 'int32'), pre.shape[1]).cast('float32') as Tensor2D
  const active = keepLargest(tf.matMul(pre, choice, false, true), Math.min(settings.auxK, dead.length))
  const reconstruction: Tensor2D = tf.matMul(active, tf.matMul(choice, weights.W_dec as Tensor2D))
  return shareOfVariance(error, reconstruction).mul(auxWeight(settings, error))
}

/** Σ‖r − r̂‖² / Σ‖r − mean r‖², r constant */
function shareOfVariance(error: Tensor2D, reconstruction: Tensor2D): Tensor {
  const weight = constant(error, (r) => tf.divNoNan(1, r.sub(r.mean(0, true)).square().sum()))
  return constant(error).sub(reconstruction).square().sum().mul(weight)
}
