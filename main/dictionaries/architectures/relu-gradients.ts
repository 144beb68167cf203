/**
 * relu.ts with its gradients written out. With g = ∂L/∂ŷ = 2(ŷ − y)/rows and s the derivatives of the penalty:
 *
 *   ∂pre = (g W_decᵀ + s_f) where f > 0     ∂W_enc = ∂preᵀ · encoder input     ∂b_enc = Σ_b ∂pre
 *   ∂W_dec = fᵀ g + s_W                     ∂b_dec = Σ_b g_b − ∂b_enc W_enc (of an autoencoder; shape.ts has the other kinds)
 *
 * Everywhere that is five dense products; on a support of few entries only the encoder's is dense.
 */
import type { Tensor, Tensor1D, Tensor2D } from '../backend/library'
import { tf } from '../backend/library'
import { reluGradient } from '../backend/rows'
import type { Evaluation, Gradients, Rows, StepSettings, Weights } from './architecture'
import { powerSums } from './automatic'
import type { Activations, Penalty } from './relu'
import { encoderInput, outputGradients, type Shape, withBias } from './shape'
import type { Support } from './support'

/** One step of an architecture. `product` [rows, dSae] is the encoder's, without its bias; it is freed. */
export interface ReluStep {
  shape: Shape
  penalty: Penalty
  weights: Weights
  rows: Rows
  settings: StepSettings
  product: Tensor2D
}

export function reluGradients(support: Support, step: ReluStep): Gradients {
  const { shape, penalty, weights, rows, settings } = step
  const { x, y } = rows
  const decoder = weights.W_dec as Tensor2D
  const active = activations(support, step)
  const { values } = active
  const error = withBias(shape, weights, support.times(values, decoder), x).sub(y) as Tensor2D
  const g: Tensor2D = error.mul(2 / active.rows)
  const { loss: sparsity, dValues, dDecoder } = penalty(active, weights, settings)
  const dPre = tf.tidy(() => reluGradient(support.products(g, decoder).add(dValues), values))
  const b_enc = support.sums(dPre)
  const W_dec = support.transposedTimes(values, g)
  const squaredError = error.square().sum().dataSync()[0]
  const mse = squaredError / active.rows
  return {
    gradients: {
      W_enc: support.transposedTimes(dPre, encoderInput(shape, weights, x)),
      b_enc,
      W_dec: dDecoder ? W_dec.add(dDecoder) : W_dec,
      ...outputGradients(shape, weights, x, g, b_enc)
    },
    losses: { loss: mse + sparsity, mse, sparsity },
    usage: { ...support.usage(values), ...powerSums(values, settings) },
    squaredError
  }
}

export function reluEvaluation(support: Support, step: ReluStep): Evaluation {
  const { shape, penalty, weights, rows, settings } = step
  const active = activations(support, step)
  return {
    reconstruction: withBias(shape, weights, support.times(active.values, weights.W_dec as Tensor2D), rows.x),
    losses: { sparsity: penalty(active, weights, settings).loss },
    usage: support.usage(active.values)
  }
}

function activations(support: Support, { product, weights }: ReluStep): Activations {
  const values: Tensor = tf.tidy(() =>
    support
      .valuesOf(product)
      .add(support.ofFeatures(weights.b_enc as Tensor1D))
      .relu()
  )
  const [rows] = product.shape
  product.dispose()
  return { rows, support, values }
}
