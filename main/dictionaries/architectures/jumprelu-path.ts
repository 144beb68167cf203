/**
 * jumprelu.ts with its gradients written out. Only features above their thresholds, or within half a window below, have
 * activations or gradients: on the native backend all but the encoder's product is computed at these entries alone (parts.ts).
 * With g = ∂L/∂x̂ = 2(x̂ − x)/rows and a = 1[pre > θ]; σ and τ are the slopes of the sparsity loss (jumprelu-sparsity.ts), E the
 * straight-through estimates (jumprelu-window.ts):
 *
 *   ∂f = g W_decᵀ + σ     ∂θ = −Σ_b E     ∂pre = a ∂f (+ E for `tanh`)     ∂W_enc = ∂preᵀ (x − b_dec)     ∂b_enc = Σ_b ∂pre
 *   ∂W_dec = fᵀ g + Σ_b ∂sparsity/∂W_dec
 */
import { shareAbove } from '../backend/entries-find'
import type { Tensor, Tensor1D, Tensor2D } from '../backend/library'
import { tf } from '../backend/library'
import type { Evaluation, Gradients, LossNumbers, Path, Weights } from './architecture'
import { addDeadLoss } from './jumprelu-dead'
import { isAbove } from './jumprelu-estimators'
import type { JumpReluSettings } from './jumprelu-settings'
import { sparsityOf } from './jumprelu-sparsity'
import { type Active, activationGradients, inWindowCost } from './jumprelu-window'
import { type Batch, evaluationByParts, gradientsByParts, type Inputs, type Part, pathByParts, usualPartRows } from './parts'
import { encoderInput, fastEncoderProduct, outputGradients, type Shape, withBias } from './shape'
import type { Support } from './support'

/** On any backend. `partRows`: at most, of a part of the batch (parts.ts). */
export function jumpReluPath(shape: Shape, settings: JumpReluSettings, partRows = usualPartRows(shape.dSae)): Path {
  return pathByParts(partRows, {
    gradients: (inputs) => gradients(shape, settings, inputs),
    evaluate: (inputs) => evaluate(shape, settings, inputs)
  })
}

function gradients(shape: Shape, settings: JumpReluSettings, inputs: Inputs): Gradients {
  const { weights, rows } = inputs
  const batch = batchOf(shape, inputs, settings.bandwidth / 2)
  const sparsityAt = sparsityOf(shape, settings, batch, weights, inputs.step)
  return gradientsByParts(batch, (part) => {
    const pre = preOf(weights, part.support, part.product)
    const { x } = part.rows
    return onActive(settings, weights, part, pre, (active) => {
      const { support, values } = active
      const error = withBias(shape, weights, support.times(values, weights.W_dec as Tensor2D), x).sub(part.rows.y) as Tensor2D
      const g: Tensor2D = error.mul(2 / rows.x.shape[0])
      const usage = support.usage(values)
      const sparsity = sparsityAt({ support, share: part.share, values, usage })
      const { dPre, dThreshold } = activationGradients(settings, { wide: part.support, pre, active, weights, g, ...sparsity })
      const input = encoderInput(shape, weights, x)
      const W_dec = support.transposedTimes(values, g)
      const main: Weights = {
        W_enc: support.transposedTimes(dPre, input),
        b_enc: support.sums(dPre),
        threshold: dThreshold,
        W_dec: sparsity.dDecoder ? W_dec.add(sparsity.dDecoder) : W_dec
      }
      const squaredError = error.square().sum().dataSync()[0]
      const aux = addDeadLoss(shape, settings, main, { ...inputs, product: part.product, input })
      return {
        gradients: { ...main, ...outputGradients(shape, weights, x, g, main.b_enc) },
        losses: lossesOf(squaredError / rows.x.shape[0], sparsity.loss, aux),
        usage,
        squaredError
      }
    })
  })
}

function evaluate(shape: Shape, settings: JumpReluSettings, inputs: Inputs): Evaluation {
  const { weights, step } = inputs
  // Enough for roundings; the rest of the window has no activations.
  const batch = batchOf(shape, inputs, Math.min(settings.bandwidth / 2, 1e-3))
  const sparsityAt = sparsityOf(shape, settings, batch, weights, step)
  return evaluationByParts(batch, ({ support, rows, product, share }) => {
    const values = activationsOf(weights, support, preOf(weights, support, product))
    const usage = support.usage(values)
    const decoded = support.times(values, weights.W_dec as Tensor2D)
    return {
      reconstruction: withBias(shape, weights, decoded, rows.x),
      losses: { sparsity: sparsityAt({ support, share, values, usage }).loss },
      usage
    }
  })
}

/** What is above the thresholds or at most `below` under them. */
function batchOf(shape: Shape, { weights, rows, partRows }: Inputs, below: number): Batch {
  const product = fastEncoderProduct(shape, weights, rows.x)
  const lowest = weights.threshold.sub(weights.b_enc) as Tensor1D
  const above = lowest.sub(below) as Tensor1D
  const [active, all] = [lowest, above].map((each) => shareAbove(product, each))
  return { rows, product, above, share: active + inWindowCost * (all - active), partRows }
}

function preOf({ b_enc }: Weights, support: Support, product: Tensor2D): Tensor {
  return support.valuesOf(product).add(support.ofFeatures(b_enc as Tensor1D))
}

/** f on a support. */
function activationsOf({ threshold }: Weights, support: Support, pre: Tensor): Tensor {
  return tf.tidy(() => pre.mul(isAbove(pre, support.ofFeatures(threshold as Tensor1D))))
}

/** Lends the activations; on entries above their thresholds alone where nothing else goes into the encoder's gradients. */
function onActive<T>(
  { throughPre }: JumpReluSettings,
  weights: Weights,
  { support, product }: Part,
  pre: Tensor,
  use: (active: Active) => T
): T {
  if (throughPre) return use({ support, pre, values: activationsOf(weights, support, pre) })
  const mask = isAbove(pre, support.ofFeatures(weights.threshold as Tensor1D))
  return support.narrowed(mask, (active) => {
    const here = active === support ? pre : preOf(weights, active, product)
    return use({ support: active, pre: here, values: activationsOf(weights, active, here) })
  })
}

function lossesOf(mse: number, sparsity: number, aux: number | undefined): LossNumbers {
  if (aux === undefined) return { loss: mse + sparsity, mse, sparsity }
  return { loss: mse + sparsity + aux, mse, sparsity, aux }
}
