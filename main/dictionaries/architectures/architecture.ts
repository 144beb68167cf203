/**
 * What every architecture gives to the learner. Inside training all inputs are normalized, and both weight matrices are stored
 * with one feature per row: gathers and sparse gradients are then row operations.
 */
import type { Tensors } from '../../../contract/records/arrays'
import type { RunConfig } from '../../../contract/records/run'
import type { Scalar, Tensor, Tensor2D } from '../backend/library'
import type { Dictionary } from '../dictionary'
import type { Shape } from './shape'

/**
 * Parameters by name, also the gradients by them: W_enc [dSae, dIn], b_enc [dSae], W_dec [dSae, dOut], b_dec [dOut],
 * W_skip [dIn, dOut] of skip transcoders, and what an architecture has of its own (threshold, r_mag: [dSae]) or instead of
 * b_enc (b_gate, b_mag of gated).
 */
export type Weights = Record<string, Tensor>

/** Rows of one step: what the encoder gets, and what is to be reconstructed (the same tensor for a plain autoencoder). */
export interface Rows {
  /** [rows, dIn] */
  x: Tensor2D
  /** [rows, dOut] */
  y: Tensor2D
}

/** What changes from step to step. */
export interface StepSettings {
  /** λ of this step (it warms up). */
  sparsityCoefficient: number
  /** Ids of the features that are dead now, ascending. */
  dead: Int32Array
  /** From the architecture's memory, for evaluation: activations below it count as 0 (BatchTopK, Matryoshka). */
  threshold?: number
  /** From the architecture's memory: the exponent of the sparsity loss and its factor on λ (p-annealing). */
  exponent?: number
  exponentFactor?: number
  /** The exponent that comes after it, whose sums the memory wants to know. */
  nextExponent?: number
  /** From the architecture's memory: whether to take the sparse of two ways (ReLU with a penalty). */
  isSparse?: boolean
}

/** One forward pass of a definition. The total loss is the sum of the losses; all are means over rows. */
export interface Forward {
  /** f, [rows, dSae] */
  features: Tensor2D
  /** ŷ, [rows, dOut] */
  reconstruction: Tensor2D
  /** `mse` is Σ‖y − ŷ‖² ÷ rows of the whole dictionary; `reconstruction` is what is optimized where that is more (Matryoshka). */
  losses: { mse: Scalar; reconstruction?: Scalar; sparsity?: Scalar; aux?: Scalar }
}

/** The architecture as plain, differentiable tfjs operations: what it is, on any backend. */
export type Definition = (weights: Weights, rows: Rows, settings: StepSettings) => Forward

export interface LossNumbers {
  /** Everything that is optimized. */
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
  /** The smallest activation above 0; infinite when nothing fired. */
  least: number
  /** Σ over rows of Σ f^p, of training steps whose settings have both exponents: p = `exponent` and p = `nextExponent`. */
  powers?: { now: number; next: number }
}

export interface Gradients {
  gradients: Weights
  losses: LossNumbers
  usage: Usage
  /** ‖y − ŷ‖² summed over rows. */
  squaredError: number
  /** Whether the next step should take the sparse of two ways, where a path has two. */
  isSparse?: boolean
  /** What a person should know of how it was computed, without the step: that the way has changed. */
  news?: string
}

export interface Evaluation {
  reconstruction: Tensor2D
  losses: Omit<LossNumbers, 'loss' | 'mse'>
  usage: Usage
}

/**
 * One way to compute an architecture: by its definition with automatic gradients, or a faster one tested against it.
 * Called inside a tidy; the tensors returned belong to it. `evaluate` activates as the exported dictionary does.
 */
export interface Path {
  gradients(weights: Weights, rows: Rows, settings: StepSettings): Gradients
  evaluate(weights: Weights, rows: Rows, settings: StepSettings): Evaluation
}

/** What an architecture keeps beside its parameters from step to step (a threshold, an exponent); part of a run's state. */
export interface Memory {
  /** What it adds to a step's settings. */
  settings(): Partial<StepSettings>
  /** After every finite step. `share`: 0–1, of the run that is done. */
  afterStep(seen: Pick<Gradients, 'usage' | 'losses' | 'isSparse'>, share: number): void
  state(): Tensors
}

/** An architecture for one configuration and shape. */
export interface Architecture {
  /** Norm of decoder rows at the start. */
  decoderNorm: number
  /** The same of transcoders; 0 where left out (sparsify). */
  transcoderDecoderNorm?: number
  /** Names of the biases of the encoder, which all begin alike; `b_enc` alone where left out. */
  encoderBiases?: string[]
  /** First values of the parameters of its own; none where left out. */
  ownParameters?: Tensors
  definition: Definition
  /** How evaluation differs from the definition's forward pass; the same where left out (in the automatic path only). */
  inference?: Definition
  /** The fastest path on the native backend; the definition's automatic one where left out. */
  nativePath?: () => Path
  /** A faster path on any backend. */
  path?: () => Path
  /** From the start, or as `state()` gave it. */
  memory?: (saved: Tensors) => Memory
  /** Changes gradients before they are clipped and applied, where a constraint on the weights asks for it. */
  constrain?: (gradients: Weights, weights: Weights) => Weights
  /** Projects the parameters back after a step (positive thresholds); names what it changed. */
  project?: (weights: Weights) => Partial<Weights>
  /** What the trained dictionary is in SAELens's terms. `parameters` in units of normalized inputs. */
  exported(parameters: Tensors, memory: Memory | undefined): Exported
}

/** The activation of an exported dictionary; `tensors` are parameters beside the shared ones, named as SAELens does. */
export interface Exported {
  architecture: Dictionary['architecture']
  k?: number
  tensors?: Tensors
}

/** Makes an architecture; throws config for impossible values. */
export type MakeArchitecture = (config: RunConfig, shape: Shape) => Architecture
