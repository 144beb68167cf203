/**
 * Whitening: inputs with covariance 1 in all directions, z = (x − μ) E (λ + ε)^−½ with Cov(x) = E diag(λ) Eᵀ and ε = 1e-3
 * (arXiv 2511.13981; SAELens covariance_whitening). Affine, so it folds away. Targets of transcoders are scaled by one factor.
 */
import type { RunConfig } from '../../../contract/records/run'
import { LoupeError } from '../../../contract/wire/errors'
import type { Shape } from '../architectures/shape'
import { f32Product, f64Eigen } from '../backend/float64'
import type { Tensor2D } from '../backend/library'
import { tf } from '../backend/library'
import { type AffineMap, substituted } from './affine'
import { withoutInputNorm } from './input-norm'
import type { InputFacts, Normalizer } from './normalizer'
import { inverse, rescale, rescaled } from './rescale'
import { targetScales, times, timesScales } from './scale'

/** Added to every eigenvalue: directions in which nothing varies are not blown up. */
const epsilon = 1e-3

/** Holds three tensors on the backend until it is disposed. Throws config without a covariance. */
export function whiteningNormalizer(_config: RunConfig, shape: Shape, facts: InputFacts): Normalizer {
  const { dIn, dOut } = shape
  const isOwn = shape.kind === 'sae'
  const map = whiteningMap(facts)
  const back = { center: backCenter(map, dIn), matrix: map.inverse, inverse: map.matrix }
  const held = (values: Float32Array, rows: number): Tensor2D => tf.keep(tf.tensor2d(values, [rows, dIn]))
  const [mean, matrix, unmixing] = [held(facts.mean, 1), held(map.matrix, dIn), held(map.inverse, dIn)]
  const output = isOwn ? new Float64Array(dIn).fill(facts.inputScale) : targetScales(dOut, facts.targetScale)
  const ones = new Float64Array(dIn).fill(1)
  const zeros = new Float32Array(dIn)
  return {
    mean: zeros,
    targetMean: isOwn ? zeros : times(facts.targetMean ?? new Float32Array(dOut), output),
    inputs: (raw) => f32Product(raw.sub(mean), matrix),
    targets: (raw) => timesScales(raw, output),
    measured: (result) => (isOwn ? timesScales(f32Product(result, unmixing).add(mean), output) : result),
    measuredScale: output,
    fold: (dictionary) => substituted(isOwn ? dictionary : rescale(dictionary, ones, inverse(output)), map),
    unfold(dictionary) {
      const unnormed = substituted(withoutInputNorm(dictionary), back)
      return isOwn ? unnormed : rescaled(unnormed, ones, output)
    },
    dispose: () => tf.dispose([mean, matrix, unmixing])
  }
}

function whiteningMap({ dIn, mean, covariance }: InputFacts): AffineMap {
  if (!covariance) {
    throw new LoupeError('config', 'The covariance of the inputs, which whitening needs, was not measured.', {
      place: 'normalization'
    })
  }
  const { values, vectors } = f64Eigen(covariance, dIn)
  const matrix = new Float32Array(dIn * dIn)
  const inverse = new Float32Array(dIn * dIn)
  for (let i = 0; i < dIn; i += 1) {
    // A covariance without full rank has eigenvalues a little below 0.
    const deviation = Math.sqrt(Math.max(0, values[i]) + epsilon)
    for (let at = 0; at < dIn; at += 1) {
      matrix[at * dIn + i] = vectors[i * dIn + at] / deviation
      inverse[i * dIn + at] = vectors[i * dIn + at] * deviation
    }
  }
  return { center: mean, matrix, inverse }
}

/** −μ M: where the raw 0 lies among whitened rows. */
function backCenter({ center, matrix }: AffineMap, d: number): Float32Array {
  const result = new Float64Array(d)
  for (let i = 0; i < d; i += 1) for (let j = 0; j < d; j += 1) result[j] -= center[i] * matrix[i * d + j]
  return Float32Array.from(result)
}
