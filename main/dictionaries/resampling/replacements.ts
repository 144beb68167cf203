/**
 * New weights for dead features: T. Bricken et al., "Towards Monosemanticity", 2023, appendix "Neuron resampling".
 *
 *   for each dead feature a row b is drawn with probability ∝ (‖x_b − x̂_b‖²)², then   v = (x_b − b_dec) / ‖x_b − b_dec‖
 *   W_dec,i = v        W_enc,i = 0.2 · mean of ‖W_enc,j‖ over living features · v        b_enc,i = 0
 *
 * Different from the source, and why:
 * - Rows are those of the step's batch, as in dictionary_learning, not a sample of 819,200; each is drawn once at most, so where
 *   there are more dead features than rows the rest stay dead until the next time.
 * - b_dec is subtracted, since the encoder does so: with a large mean all new features would else point the same way.
 * - A free decoder (relu-l1) gets rows of its living features' mean norm.
 * - Crosscoders' and transcoders' encoders do not subtract: b_enc,i = −W_enc,i · c with the same effect, c = b_dec or the mean
 *   row. A transcoder's decoder lives among the targets: its row points along what is missing there, y_b − ŷ_b.
 */

import { dot } from '../../maths/vectors'
import type { Shape } from '../architectures/shape'
import { hasOwnTargets } from '../dictionary'
import { weightedSample } from './weighted-sample'

/** Share of the living features' norm that a new encoder row has: it then fires rarely and does not disturb the others. */
const encoderShare = 0.2

/** Weights and rows as plain numbers; matrices by rows. */
export interface ResamplingInputs {
  shape: Shape
  /** [dSae, dIn] and [dSae, dOut] */
  W_enc: Float32Array
  W_dec: Float32Array
  b_dec: Float32Array
  /** [rows, dIn], [rows, dOut] and [rows, dOut]: normalized inputs, what is reconstructed, and how it is now. */
  x: Float32Array
  y: Float32Array
  reconstruction: Float32Array
  /** Ids, ascending. */
  dead: Int32Array
  unitNormDecoder: boolean
  seed: number
}

export interface Replacements {
  /** Ids, ascending; the arrays below have a row for each. */
  features: Int32Array
  W_enc: Float32Array
  W_dec: Float32Array
  b_enc: Float32Array
}

export function replacementsFor(inputs: ResamplingInputs): Replacements {
  const { shape, x, y, reconstruction, dead, unitNormDecoder } = inputs
  const { dIn, dOut, kind } = shape
  const errors = y.map((value, i) => value - reconstruction[i])
  const rows = weightedSample(squaredLosses(errors, dOut), dead.length, inputs.seed)
  const features = dead.slice(0, rows.length)
  const center = hasOwnTargets(shape) ? meanRow(x, dIn) : inputs.b_dec
  const living = livingFeatures(shape.dSae, dead)
  const encoderNorm = encoderShare * meanNorm(inputs.W_enc, dIn, living)
  const decoderNorm = unitNormDecoder ? 1 : meanNorm(inputs.W_dec, dOut, living)
  const directions = rows.map((row) => unit(part(x, row, dIn).map((value, i) => value - center[i])))
  const outputs = hasOwnTargets(shape) ? rows.map((row) => unit(part(errors, row, dOut))) : directions
  const W_enc = joined(directions, encoderNorm)
  return {
    features,
    W_enc,
    W_dec: joined(outputs, decoderNorm),
    b_enc: Float32Array.from(rows, (_, i) => (kind === 'sae' ? 0 : -dot(part(W_enc, i, dIn), center)))
  }
}

/** (‖e_b‖²)² of each row. */
function squaredLosses(errors: Float32Array, width: number): Float64Array {
  return Float64Array.from(
    { length: errors.length / width },
    (_, row) => dot(part(errors, row, width), part(errors, row, width)) ** 2
  )
}

function livingFeatures(dSae: number, dead: Int32Array): number[] {
  const gone = new Set(dead)
  return Array.from({ length: dSae }, (_, feature) => feature).filter((feature) => !gone.has(feature))
}

/** 1 where there are no rows. */
function meanNorm(matrix: Float32Array, width: number, rows: number[]): number {
  if (rows.length === 0) return 1
  const total = rows.reduce((sum, row) => sum + Math.sqrt(dot(part(matrix, row, width), part(matrix, row, width))), 0)
  return total / rows.length
}

function meanRow(matrix: Float32Array, width: number): Float32Array {
  const sums = new Float64Array(width)
  for (let at = 0; at < matrix.length; at += 1) sums[at % width] += matrix[at]
  return Float32Array.from(sums, (sum) => (sum * width) / matrix.length)
}

function joined(vectors: Float32Array[], factor: number): Float32Array {
  const width = vectors[0]?.length ?? 0
  const matrix = new Float32Array(vectors.length * width)
  vectors.forEach((vector, row) => {
    for (let i = 0; i < width; i += 1) matrix[row * width + i] = factor * vector[i]
  })
  return matrix
}

function part(matrix: Float32Array, row: number, width: number): Float32Array {
  return matrix.subarray(row * width, (row + 1) * width)
}

function unit(vector: Float32Array): Float32Array {
  const norm = Math.sqrt(dot(vector, vector))
  return norm > 0 ? vector.map((value) => value / norm) : vector
}
