/**
 * ReLU with an L1 penalty weighted by decoder norms: T. Conerly et al., "Update on how we train SAEs",
 * Circuits Updates April 2024 (transformer-circuits.pub/2024/april-update).
 *
 *   f = ReLU((x − b_dec) W_encᵀ + b_enc)        x̂ = f W_dec + b_dec
 *   L = mean_rows ‖x − x̂‖²  +  λ · mean_rows Σ_i f_i ‖W_dec,i‖₂
 *
 * The norms in the penalty leave the decoder free: shrinking f while growing W_dec gains nothing. λ grows from 0 at the start.
 * b_dec is subtracted from the input as SAELens does; the note itself leaves it out.
 * ‖x − x̂‖² is summed over dimensions, not averaged: λ is d_in times the value for an averaged error.
 * The same with gradients written out is relu-l1-direct.ts.
 */
import type { Scalar, Tensor2D } from '../backend/library'
import { tf } from '../backend/library'
import { rowNorms } from '../backend/rows'
import type { Definition } from './architecture'
import { preActivations } from './topk'

export const reluL1Definition: Definition = (weights, x, { l1Coefficient }) => {
  const features: Tensor2D = preActivations(weights, x).relu()
  const decoder = weights.W_dec as Tensor2D
  const reconstruction = tf.matMul(features, decoder).add(weights.b_dec) as Tensor2D
  const mse = x.sub(reconstruction).square().sum().div(x.shape[0]) as Scalar
  const sparsity = tf
    .matMul(features, rowNorms(decoder))
    .sum()
    .mul(l1Coefficient / x.shape[0]) as Scalar
  return { features, reconstruction, losses: { mse, sparsity } }
}
