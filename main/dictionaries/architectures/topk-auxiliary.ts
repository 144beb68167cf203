/**
 * AuxK's part of the fast path, on what topk-dead.ts chose. With h = ∂L_aux/∂r̂ = 2α d_in (r̂ − r) / Σ‖r − mean r‖²:
 *
 *   ∂A = h W_decᵀ where kept     ∂W_dec = Aᵀ h     ∂W_enc = ∂Aᵀ · encoder input
 */
import { fastProduct, transposedProduct } from '../backend/bf16'
import { withEntries } from '../backend/entries'
import type { Tensor, Tensor2D } from '../backend/library'
import { tf } from '../backend/library'
import type { ValuesAt } from '../backend/places'
import { columnSums, squaredNorm } from '../backend/rows'
import { addToRows } from '../backend/scatter'
import type { Weights } from './architecture'
import type { TopKSettings } from './topk'
import { type DeadActivations, type DeadColumns, largestMask } from './topk-dead'

interface AuxiliaryInputs {
  weights: Weights
  /** What W_enc multiplies, [rows, dIn] */
  input: Tensor2D
  /** ŷ − y = −r, [rows, dOut] */
  error: Tensor2D
  dead: DeadActivations | undefined
}

/** Adds AuxK's gradients for W_enc, b_enc and W_dec in place; gives the loss with its weight, or undefined without it. */
export function addAuxiliary(settings: TopKSettings, gradients: Weights, inputs: AuxiliaryInputs): number | undefined {
  if (settings.auxCoefficient === 0) return undefined
  const { dead } = inputs
  if (!dead) return 0
  return 'pre' in dead ? addColumns(settings, gradients, inputs, dead) : addEntries(settings, gradients, inputs, dead)
}

function addColumns(
  settings: TopKSettings,
  gradients: Weights,
  inputs: AuxiliaryInputs,
  { ids: dead, pre }: DeadColumns
): number {
  const { weights, input } = inputs
  const ids = tf.tensor1d(dead, 'int32')
  const decoder = tf.gather(weights.W_dec as Tensor2D, ids)
  const isKept = tf.tidy(() => largestMask(pre, settings.auxK).cast('float32'))
  const active = pre.mul(isKept) as Tensor2D
  const { loss, h } = auxiliaryLoss(settings, inputs, fastProduct(active, decoder))
  const dActive = transposedProduct(h, decoder).mul(isKept) as Tensor2D
  gradients.W_dec = addToRows(gradients.W_dec as Tensor2D, ids, fastProduct(active, h, true))
  gradients.W_enc = addToRows(gradients.W_enc as Tensor2D, ids, fastProduct(dActive, input, true))
  gradients.b_enc = addToRows(gradients.b_enc, ids, columnSums(dActive))
  return loss
}

function addEntries(settings: TopKSettings, gradients: Weights, inputs: AuxiliaryInputs, { places, values }: ValuesAt): number {
  const { weights, input, error } = inputs
  const decoder = weights.W_dec as Tensor2D
  return withEntries(places, [error.shape[0], decoder.shape[0]], (entries) => {
    const active = tf.tensor1d(Float32Array.from(entries.order, (place) => values[place]))
    const { loss, h } = auxiliaryLoss(settings, inputs, entries.times(active, decoder))
    const dActive = entries.products(h, decoder)
    gradients.W_dec = plus(gradients.W_dec, () => entries.transposedTimes(active, h))
    gradients.W_enc = plus(gradients.W_enc, () => entries.transposedTimes(dActive, input))
    gradients.b_enc = plus(gradients.b_enc, () => entries.columnSums(dActive))
    return loss
  })
}

/** The sum, in the place of `gradient`, which is freed: both are as large as the weights. */
function plus(gradient: Tensor, part: () => Tensor): Tensor {
  const sum = tf.tidy(() => gradient.add(part()))
  gradient.dispose()
  return sum
}

/** The loss with its weight, and h [rows, dOut]; `reconstruction` is r̂ [rows, dOut]. */
function auxiliaryLoss(settings: TopKSettings, { error }: AuxiliaryInputs, reconstruction: Tensor2D) {
  const weight = auxWeight(settings, error)
  // r̂ − r, and the variance that the loss is measured in.
  const rest = reconstruction.add(error) as Tensor2D
  const variance = squaredNorm(error.sub(error.mean(0, true)))
  const h = tf.divNoNan(rest.mul(2 * weight), variance) as Tensor2D
  return { h, loss: (tf.divNoNan(squaredNorm(rest), variance) as Tensor).dataSync()[0] * weight }
}

/** α d_in */
export function auxWeight({ auxCoefficient }: TopKSettings, error: Tensor2D): number {
  return auxCoefficient * error.shape[1]
}
