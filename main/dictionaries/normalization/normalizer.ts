/**
 * What inputs and targets go through before the dictionary sees them, and how that is undone.
 * Formulas: SAELens 6 `normalize_activations`, arXiv 2511.13981 for whitening.
 */
import type { RunConfig } from '../../../contract/records/run'
import type { Shape } from '../architectures/shape'
import type { Tensor2D } from '../backend/library'
import type { Dictionary } from '../dictionary'

/** What was measured on the raw training rows. */
export interface InputFacts {
  dIn: number
  /** √dIn ÷ mean norm */
  inputScale: number
  /** [dIn] */
  mean: Float32Array
  /** The same of the targets, where there are any. */
  dOut?: number
  targetScale?: number
  targetMean?: Float32Array
  /** Widths and scales of the streams of a crosscoder. */
  streams?: { width: number; scale: number }[]
  /** [dIn, dIn], around the mean; whitening only. */
  covariance?: Float32Array
}

export interface Normalizer {
  /** Means of normalized inputs and targets; of rows that are normalized one by one, about. */
  mean: Float32Array
  targetMean: Float32Array
  /** Raw rows as the encoder gets them. */
  inputs(raw: Tensor2D): Tensor2D
  /** Raw targets of a transcoder as they are to be reconstructed. */
  targets(raw: Tensor2D): Tensor2D
  /**
   * What the errors of validation are measured in: normalized units where the map is one factor, else raw units times the
   * input scale; so that FVU means the same whatever the normalization. `raw` are the rows of `inputs`.
   */
  measured(output: Tensor2D, raw: Tensor2D): Tensor2D
  /** Factor on raw targets in those units, per column [dOut]. */
  measuredScale: Float64Array
  /**
   * A dictionary for normalized rows as one for raw rows: the map folded in as far as it is affine and the same for
   * all rows. Takes the dictionary over: its arrays may change.
   */
  fold(dictionary: Dictionary): Dictionary
  /** The other way, to go on training a dictionary for raw rows. Throws config when its rows are normalized in another way. */
  unfold(dictionary: Dictionary): Dictionary
  /** Frees what is held on the backend, where there is anything. */
  dispose?(): void
}

export type MakeNormalizer = (config: RunConfig, shape: Shape, facts: InputFacts) => Normalizer
