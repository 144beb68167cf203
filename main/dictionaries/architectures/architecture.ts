/**
 * What every architecture gives to the learner. Inside training all inputs are scaled, and both weight matrices are stored with
 * one feature per row, [dSae, dIn]: gathers and sparse gradients are then row operations.
 */
import type { Scalar, Tensor, Tensor2D } from '../backend/library'

export const parameterNames = ['W_enc', 'b_enc', 'W_dec', 'b_dec'] as const
export type ParameterName = (typeof parameterNames)[number]

/** W_enc [dSae, dIn], b_enc [dSae], W_dec [dSae, dIn], b_dec [dIn]; also the gradients by them. */
export type Weights = Record<ParameterName, Tensor>

/** What changes from step to step. */
export interface StepSettings {
  /** λ of this step (it warms up); ReLU-L1 only. */
  l1Coefficient: number
  /** Ids of the features that are dead now, ascending; TopK's AuxK only. */
  dead: Int32Array
}

/** One forward pass of a definition. The total loss is the sum of the losses; all are means over rows. */
export interface Forward {
  /** f, [rows, dSae] */
  features: Tensor2D
  /** x̂, [rows, dIn] */
  reconstruction: Tensor2D
  losses: { mse: Scalar; sparsity?: Scalar; aux?: Scalar }
}

/** The architecture as plain, differentiable tfjs operations: what it is, on any backend. */
export type Definition = (weights: Weights, x: Tensor2D, settings: StepSettings) => Forward

export interface LossNumbers {
  loss: number
  mse: number
  sparsity?: number
  aux?: number
}

/** Which features fired on some rows. */
export interface Usage {
  /** [dSae]: on how many of the rows each fired. */
  fired: Uint32Array
  /** Σ over rows of active features. */
  l0: number
  /** Σ over rows of Σ|f|. */
  l1: number
}

export interface Gradients {
  gradients: Weights
  losses: LossNumbers
  usage: Usage
  /** ‖x − x̂‖² summed over rows. */
  squaredError: number
}

export interface Evaluation {
  reconstruction: Tensor2D
  losses: Omit<LossNumbers, 'loss' | 'mse'>
  usage: Usage
}

/**
 * One way to compute an architecture: by its definition with automatic gradients, or a faster one tested against it.
 * Called inside a tidy; the tensors returned belong to it.
 */
export interface Path {
  gradients(weights: Weights, x: Tensor2D, settings: StepSettings): Gradients
  evaluate(weights: Weights, x: Tensor2D, settings: StepSettings): Evaluation
}
