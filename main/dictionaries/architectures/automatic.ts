/** A path from a definition alone: one dense forward pass, gradients by tfjs's automatic differentiation. */
import type { Scalar, Tensor, Tensor2D } from '../backend/library'
import { scoped, tf } from '../backend/library'
import { columnSums, leastPositive } from '../backend/rows'
import type { Definition, Forward, LossNumbers, Path, Rows, StepSettings, Usage, Weights } from './architecture'

/** `inference`: how evaluation activates, where that is not the definition's own way. */
export function automaticPath(definition: Definition, inference: Definition = definition): Path {
  return {
    gradients: (weights, rows, settings) => automaticGradients(definition, weights, rows, settings),
    evaluate: (weights, rows, settings) => {
      const forward = inference(weights, rows, settings)
      const { loss: _loss, mse: _mse, ...losses } = lossNumbers(forward)
      return { reconstruction: forward.reconstruction, losses, usage: denseUsage(forward.features) }
    }
  }
}

function automaticGradients(definition: Definition, weights: Weights, rows: Rows, settings: StepSettings) {
  const names = Object.keys(weights)
  const named = (values: Tensor[]): Weights => Object.fromEntries(names.map((name, i) => [name, values[i]]))
  let seen: { losses: LossNumbers; usage: Usage } | undefined
  const total = (...values: Tensor[]): Scalar => {
    const forward = definition(named(values), rows, settings)
    seen = { losses: lossNumbers(forward), usage: usageOf(forward, settings) }
    const { mse, reconstruction = mse, sparsity, aux } = forward.losses
    return [sparsity, aux].reduce<Scalar>((sum, part) => (part ? sum.add(part) : sum), reconstruction)
  }
  const { grads } = tf.valueAndGrads(total)(names.map((name) => weights[name]))
  const { losses, usage } = seen as { losses: LossNumbers; usage: Usage }
  return { gradients: named(grads), losses, usage, squaredError: losses.mse * rows.x.shape[0] }
}

function lossNumbers({ losses }: Forward): LossNumbers {
  const mse = numberOf(losses.mse)
  const numbers: LossNumbers = { loss: losses.reconstruction ? numberOf(losses.reconstruction) : mse, mse }
  if (losses.sparsity) numbers.sparsity = numberOf(losses.sparsity)
  if (losses.aux) numbers.aux = numberOf(losses.aux)
  numbers.loss += (numbers.sparsity ?? 0) + (numbers.aux ?? 0)
  return numbers
}

function usageOf({ features }: Forward, settings: StepSettings): Usage {
  return { ...denseUsage(features), ...powerSums(features, settings) }
}

/** Usage of a dense [rows, dSae] matrix of activations ≥ 0, by passes as few and as cheap as TensorFlow has them. */
export function denseUsage(features: Tensor2D): Usage {
  return scoped(() => {
    const fired = Uint32Array.from(columnSums(features.sign()).dataSync())
    const l0 = fired.reduce((sum, rows) => sum + rows, 0)
    return { fired, l0, l1: numberOf(features.sum()), least: leastPositive(features) }
  })
}

/** Σ f^p of activations ≥ 0 for both exponents of the settings; nothing without them. */
export function powerSums(values: Tensor, { exponent, nextExponent }: StepSettings): Pick<Usage, 'powers'> {
  if (exponent === undefined || nextExponent === undefined) return {}
  const sum = (p: number): number => numberOf(power(values, p).sum())
  return { powers: { now: sum(exponent), next: sum(nextExponent) } }
}

/** Powers of values ≥ 0 by logarithm, many times faster than TensorFlow's; 0 stays 0 where the exponent is above 0. */
export function power(values: Tensor, exponent: number): Tensor {
  return exponent === 1 ? values : values.log().mul(exponent).exp()
}

function numberOf(scalar: Tensor): number {
  return scalar.dataSync()[0]
}
