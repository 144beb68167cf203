/**
 * One factor per column: 1 (`none`), √d ÷ mean norm (`expected-average`; SAELens expected_average_only_in), each stream of a
 * crosscoder and the targets of a transcoder by factors of their own. Affine and the same for all rows, so it folds away:
 * W_enc·s, W_dec/s, b_dec/s. Activations stay the same numbers; reconstructions become raw.
 */
import type { Tensor2D } from '../backend/library'
import { tf } from '../backend/library'
import { withoutInputNorm } from './input-norm'
import type { InputFacts, MakeNormalizer } from './normalizer'
import { inverse, rescale, rescaled } from './rescale'

export const scaleNormalizer: MakeNormalizer = (config, shape, facts) => {
  const isScaled = config.normalization !== 'none'
  const input = isScaled ? inputScales(facts) : new Float64Array(shape.dIn).fill(1)
  const isOwn = shape.kind === 'sae' || shape.kind === 'crosscoder'
  const output = isOwn ? input : targetScales(shape.dOut, isScaled ? facts.targetScale : 1)
  return {
    mean: times(facts.mean, input),
    targetMean: isOwn ? times(facts.mean, input) : times(facts.targetMean ?? new Float32Array(shape.dOut), output),
    inputs: (raw) => timesScales(raw, input),
    targets: (raw) => timesScales(raw, output),
    measured: (result) => result,
    measuredScale: output,
    fold: (dictionary) => rescale(dictionary, input, inverse(output)),
    unfold: (dictionary) => rescaled(withoutInputNorm(dictionary), inverse(input), output)
  }
}

/** One factor for all columns of the targets; 1 where nothing was measured. */
export function targetScales(dOut: number, scale = 1): Float64Array {
  return new Float64Array(dOut).fill(scale)
}

export function timesScales(raw: Tensor2D, scales: Float64Array): Tensor2D {
  // One number where it is one: a vector would be broadcast over the whole batch.
  const isOne = scales.every((scale) => scale === scales[0])
  return (isOne ? raw.mul(scales[0]) : raw.mul(tf.tensor1d(Float32Array.from(scales)))) as Tensor2D
}

export function times(values: Float32Array, factors: Float64Array): Float32Array {
  return values.map((value, i) => value * factors[i])
}

function inputScales({ dIn, inputScale, streams }: InputFacts): Float64Array {
  if (!streams) return new Float64Array(dIn).fill(inputScale)
  return Float64Array.from(streams.flatMap(({ width, scale }) => new Array<number>(width).fill(scale)))
}
