/**
 * Every row brought to a norm by itself (input-norm.ts): `layer-norm`, `constant-norm`. The dictionary learns the normalized
 * rows, all losses are in their units (AuxK's residual too: SAELens, whose residual would mix both units, refuses the two
 * together); reconstructions are brought back row by row. Targets of transcoders are other vectors,
 * which the norm of the input says nothing about: they are scaled by one factor, and outputs are not undone (as in SAELens).
 */

import type { Shape } from '../architectures/shape'
import { type InputNorm, normedRows, withoutInputNorm } from './input-norm'
import type { InputFacts, Normalizer } from './normalizer'
import { inverse, rescale, rescaled } from './rescale'
import { targetScales, times, timesScales } from './scale'

export function rowNormalizer(norm: InputNorm, shape: Shape, facts: InputFacts): Normalizer {
  const isOwn = shape.kind === 'sae'
  const { dIn, dOut } = shape
  const output = isOwn ? new Float64Array(dIn).fill(facts.inputScale) : targetScales(dOut, facts.targetScale)
  const target = isOwn ? new Float64Array(dIn).fill(1) : output
  const ones = new Float64Array(dIn).fill(1)
  const mean = meanOfNormed(norm, facts)
  return {
    mean,
    targetMean: isOwn ? mean : times(facts.targetMean ?? new Float32Array(dOut), output),
    inputs: (raw) => normedRows(norm, raw).rows,
    targets: (raw) => timesScales(raw, output),
    measured: (result, raw) => (isOwn ? timesScales(normedRows(norm, raw).undo(result), output) : result),
    measuredScale: output,
    fold: (dictionary) => ({ ...rescale(dictionary, ones, inverse(target)), inputNorm: norm }),
    unfold: (dictionary) => rescaled(withoutInputNorm(dictionary, norm), ones, target)
  }
}

/** As if all rows had the mean norm; exact enough to start b_dec from. */
function meanOfNormed(norm: InputNorm, { dIn, mean, inputScale }: InputFacts): Float32Array {
  const center = norm === 'layer-norm' ? mean.reduce((sum, value) => sum + value, 0) / dIn : 0
  return mean.map((value) => (value - center) * inputScale)
}
