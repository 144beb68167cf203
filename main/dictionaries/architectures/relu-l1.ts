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
 */
import type { Scalar, Tensor1D, Tensor2D } from '../backend/library'
import { tf } from '../backend/library'
import type { Definition, MakeArchitecture } from './architecture'
import { type Penalty, type PenaltyLoss, reluDefinition } from './relu'
import { reluPaths } from './relu-path'
import { decoderNorms, normGradient, type Shape } from './shape'

export const reluL1: MakeArchitecture = (_config, shape) => ({
  // April 2024 update; SAELens decoder_init_norm.
  decoderNorm: 0.1,
  ...reluPaths(shape, reluL1Loss(shape), reluL1Penalty(shape)),
  exported: () => ({ architecture: 'standard' })
})

export function reluL1Definition(shape: Shape): Definition {
  return reluDefinition(shape, reluL1Loss(shape))
}

function reluL1Loss(shape: Shape): PenaltyLoss {
  return (features, weights, { sparsityCoefficient }) =>
    tf
      .matMul(features, decoderNorms(shape, weights.W_dec as Tensor2D))
      .sum()
      .mul(sparsityCoefficient / features.shape[0]) as Scalar
}

/** ∂/∂f_bi = λ n_i / rows,   ∂/∂W_dec,i = (λ/rows) Σ_b f_bi · W_dec,i / n_i */
export function reluL1Penalty(shape: Shape): Penalty {
  return ({ rows, support, values }, weights, { sparsityCoefficient }) => {
    const decoder = weights.W_dec as Tensor2D
    const factor = sparsityCoefficient / rows
    const slopes: Tensor1D = decoderNorms(shape, decoder).mul(factor).flatten()
    const mass = support.sums(values)
    return {
      loss: mass.mul(slopes).sum().dataSync()[0],
      dValues: support.ofFeatures(slopes),
      dDecoder: normGradient(shape, decoder, mass.mul(factor).expandDims(1))
    }
  }
}
