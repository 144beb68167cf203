/** A path from a definition alone: one dense forward pass, gradients by tfjs's automatic differentiation. */
import type { Scalar, Tensor, Tensor2D } from '../backend/library'
import { scoped, tf } from '../backend/library'
import {
  type Definition,
  type Forward,
  type LossNumbers,
  type Path,
  parameterNames,
  type StepSettings,
  type Usage,
  type Weights
} from './architecture'

export function automaticPath(definition: Definition): Path {
  return {
    gradients: (weights, x, settings) => automaticGradients(definition, weights, x, settings),
    evaluate: (weights, x, settings) => {
      const forward = definition(weights, x, settings)
      const { loss: _loss, mse: _mse, ...losses } = lossNumbers(forward)
      return { reconstruction: forward.reconstruction, losses, usage: denseUsage(forward.features) }
    }
  }
}

function automaticGradients(definition: Definition, weights: Weights, x: Tensor2D, settings: StepSettings) {
  let seen: { losses: LossNumbers; usage: Usage } | undefined
  const total = (...values: Tensor[]): Scalar => {
    const forward = definition(weightsFrom(values), x, settings)
    seen = { losses: lossNumbers(forward), usage: denseUsage(forward.features) }
    const { mse, sparsity, aux } = forward.losses
    return [sparsity, aux].reduce<Scalar>((sum, part) => (part ? sum.add(part) : sum), mse)
  }
  const { grads } = tf.valueAndGrads(total)(parameterNames.map((name) => weights[name]))
  const { losses, usage } = seen as { losses: LossNumbers; usage: Usage }
  return { gradients: weightsFrom(grads), losses, usage, squaredError: losses.mse * x.shape[0] }
}

function weightsFrom(values: Tensor[]): Weights {
  return Object.fromEntries(parameterNames.map((name, i) => [name, values[i]])) as Weights
}

function lossNumbers({ losses }: Forward): LossNumbers {
  const mse = numberOf(losses.mse)
  const numbers: LossNumbers = { loss: mse, mse }
  if (losses.sparsity) numbers.sparsity = numberOf(losses.sparsity)
  if (losses.aux) numbers.aux = numberOf(losses.aux)
  numbers.loss += (numbers.sparsity ?? 0) + (numbers.aux ?? 0)
  return numbers
}

/** Usage of a dense [rows, dSae] matrix of activations ≥ 0. */
export function denseUsage(features: Tensor2D): Usage {
  return scoped(() => {
    const fired = Uint32Array.from(features.greater(0).cast('float32').sum(0).dataSync())
    return { fired, l0: fired.reduce((sum, rows) => sum + rows, 0), l1: numberOf(features.sum()) }
  })
}

function numberOf(scalar: Tensor): number {
  return scalar.dataSync()[0]
}
