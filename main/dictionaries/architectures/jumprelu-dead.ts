/**
 * The loss of dead features in JumpReLU's written-out gradients: their columns are taken out and treated densely, since nearly
 * all of their pre-activations are below the threshold. With n_i = ‖W_dec,i‖ and u = 1[pre < θ], for dead i:
 *
 *   L = (α/rows) Σ_b (θ_i − pre_bi) u_bi n_i     ∂pre_bi = −(α/rows) u_bi n_i     ∂θ_i = −Σ_b ∂pre_bi
 *   ∂W_dec,i = (α/rows) Σ_b (θ_i − pre_bi) u_bi · ∂n_i/∂W_dec,i
 */
import { fastProduct } from '../backend/bf16'
import type { Tensor1D, Tensor2D } from '../backend/library'
import { scoped, tf } from '../backend/library'
import { columnSums } from '../backend/rows'
import { addToRows } from '../backend/scatter'
import type { Rows, StepSettings, Weights } from './architecture'
import type { JumpReluSettings } from './jumprelu-settings'
import { decoderNorms, normGradient, type Shape } from './shape'

interface DeadInputs {
  weights: Weights
  /** The encoder's, without its bias, [rows, dSae]. */
  product: Tensor2D
  /** What W_enc multiplies, [rows, dIn] */
  input: Tensor2D
  step: StepSettings
  /** Of the batch. */
  rows: Rows
}

/** Adds to the gradients by W_enc, b_enc, threshold and W_dec; gives the loss with its coefficient, undefined without it. */
export function addDeadLoss(
  shape: Shape,
  settings: JumpReluSettings,
  gradients: Weights,
  inputs: DeadInputs
): number | undefined {
  const { weights, product, input, step, rows } = inputs
  const { dead } = step
  if (settings.deadCoefficient === 0) return undefined
  if (dead.length === 0) return 0
  const weight = settings.deadCoefficient / rows.x.shape[0]
  const ids = tf.tensor1d(dead, 'int32')
  const of = (vector: Tensor1D): Tensor1D => tf.gather(vector, ids)
  const decoder = tf.gather(weights.W_dec as Tensor2D, ids)
  const norms: Tensor1D = decoderNorms(shape, decoder).flatten()
  const missing = tf.tidy(() =>
    of(weights.threshold.sub(weights.b_enc) as Tensor1D)
      .sub(tf.gather(product, ids, 1))
      .relu()
  ) as Tensor2D
  const missed = columnSums(missing)
  const dPre: Tensor2D = missing.step().mul(norms.mul(-weight))
  const b_enc = columnSums(dPre)
  const additions: Weights = {
    W_enc: fastProduct(dPre, input, true),
    b_enc,
    threshold: b_enc.neg(),
    W_dec: normGradient(shape, decoder).mul(missed.mul(weight).expandDims(1))
  }
  for (const [name, addition] of Object.entries(additions)) {
    gradients[name] = addToRows(gradients[name], ids, addition)
  }
  return scoped(() => missed.mul(norms).sum().dataSync()[0] * weight)
}
