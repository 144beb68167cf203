/**
 * What the architectures with f = ReLU(pre) and a penalty on f have in common: relu-l1, relu-l1-2023, kl, p-anneal.
 *
 *   f = ReLU(W_enc x + b_enc)        ŷ = f W_dec + b_dec        L = mean_rows ‖y − ŷ‖²  +  penalty(f)
 *
 * Each of them says its penalty twice: as plain differentiable operations, which is its definition, and with the derivative
 * written out on a support (support.ts), from which relu-gradients.ts makes all gradients; relu-path.ts chooses the support.
 */
import type { Scalar, Tensor, Tensor2D } from '../backend/library'
import type { Definition, StepSettings, Weights } from './architecture'
import { decoded, preActivations, type Shape } from './shape'
import type { Support } from './support'

/** The penalty with its coefficient; `features` [rows, dSae]. */
export type PenaltyLoss = (features: Tensor2D, weights: Weights, settings: StepSettings) => Scalar

export function reluDefinition(shape: Shape, penalty: PenaltyLoss): Definition {
  return (weights, { x, y }, settings) => {
    const features: Tensor2D = preActivations(shape, weights, x).relu()
    const reconstruction = decoded(shape, weights, features, x)
    const mse = y.sub(reconstruction).square().sum().div(x.shape[0]) as Scalar
    return { features, reconstruction, losses: { mse, sparsity: penalty(features, weights, settings) } }
  }
}

/** Activations ≥ 0 of some rows; `values` are numbers on the support. */
export interface Activations {
  rows: number
  support: Support
  values: Tensor
}

export interface PenaltyTerms {
  /** With its coefficient. */
  loss: number
  /** ∂loss/∂f on the support, or one number for all; what it says of activations that are 0 is not read. */
  dValues: Tensor
  /** ∂loss/∂W_dec [dSae, dOut], for penalties that look at the decoder. */
  dDecoder?: Tensor2D
}

/** The penalty and its derivatives, written out. */
export type Penalty = (active: Activations, weights: Weights, settings: StepSettings) => PenaltyTerms
