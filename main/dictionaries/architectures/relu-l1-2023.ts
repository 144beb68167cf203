/**
 * ReLU with an L1 penalty and decoder rows of norm 1: T. Bricken et al., "Towards Monosemanticity", 2023
 * (transformer-circuits.pub/2023/monosemantic-features), as dictionary_learning's StandardTrainer has it.
 *
 *   f = ReLU((x − b_dec) W_encᵀ + b_enc)        x̂ = f W_dec + b_dec
 *   L = mean_rows ‖x − x̂‖²  +  λ · mean_rows Σ_i f_i        ‖W_dec,i‖ = 1
 *
 * The norm is kept by unit-decoder.ts; features that died are resampled (../resampling) where the configuration says so.
 * dictionary_learning's loss before 2025 had the mean of ‖x − x̂‖ in place of its square.
 */
import type { Scalar } from '../backend/library'
import { tf } from '../backend/library'
import type { Definition, MakeArchitecture } from './architecture'
import { type Penalty, type PenaltyLoss, reluDefinition } from './relu'
import { reluPaths } from './relu-path'
import type { Shape } from './shape'
import { unitDecoder } from './unit-decoder'

export const reluL1Of2023: MakeArchitecture = (config, shape) => ({
  ...unitDecoder(config),
  ...reluPaths(shape, reluL1Of2023Loss, reluL1Of2023Penalty),
  exported: () => ({ architecture: 'standard' })
})

export function reluL1Of2023Definition(shape: Shape): Definition {
  return reluDefinition(shape, reluL1Of2023Loss)
}

const reluL1Of2023Loss: PenaltyLoss = (features, _weights, { sparsityCoefficient }) =>
  features.sum().mul(sparsityCoefficient / features.shape[0]) as Scalar

/** ∂/∂f = λ / rows */
export const reluL1Of2023Penalty: Penalty = ({ rows, values }, _weights, { sparsityCoefficient }) => ({
  loss: (values.sum().dataSync()[0] * sparsityCoefficient) / rows,
  dValues: tf.scalar(sparsityCoefficient / rows)
})
