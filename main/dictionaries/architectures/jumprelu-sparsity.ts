/**
 * JumpReLU's sparsity losses (jumprelu.ts) with their derivatives written out: σ by each f (`tanh`: 4λ n (1 − tanh²)/rows) and
 * τ by each step (`l0`: λ/rows; `target-l0`: 2λ (L0 ÷ target − 1)/(target · rows)).
 */
import type { Tensor, Tensor1D, Tensor2D } from '../backend/library'
import { tf } from '../backend/library'
import type { StepSettings, Usage, Weights } from './architecture'
import { isAbove } from './jumprelu-estimators'
import { type JumpReluSettings, tanhScale } from './jumprelu-settings'
import { type Batch, sumOverParts } from './parts'
import { decoderNorms, normGradient, type Shape } from './shape'
import type { Support } from './support'

export interface SparsityTerms {
  /** With its coefficient. */
  loss: number
  /** ∂loss/∂f on the support; also where f is 0. */
  dValues?: Tensor
  /** ∂loss/∂(step) of each entry. */
  dStep: number
  /** ∂loss/∂W_dec, [dSae, dOut] */
  dDecoder?: Tensor2D
}

interface Activity {
  /** Where the activations of a part of the batch are. */
  support: Support
  /** Share of the batch's rows that are in the part. */
  share: number
  /** f on the support. */
  values: Tensor
  /** Of the part. */
  usage: Usage
}

/** What a part of a batch adds to the loss, and its derivatives there. */
export function sparsityOf(
  shape: Shape,
  { loss, targetL0 }: JumpReluSettings,
  batch: Batch,
  weights: Weights,
  { sparsityCoefficient }: StepSettings
): (activity: Activity) => SparsityTerms {
  const [rows] = batch.product.shape
  const slope = sparsityCoefficient / rows
  if (loss === 'tanh') return (activity) => tanhTerms(shape, weights.W_dec as Tensor2D, activity, slope)
  if (loss === 'l0') return ({ usage }) => ({ loss: slope * usage.l0, dStep: slope })
  let active: number | undefined
  return ({ share, usage }) => {
    active ??= share === 1 ? usage.l0 : countAbove(batch, weights)
    const excess = active / rows / targetL0 - 1
    return { loss: sparsityCoefficient * excess ** 2 * share, dStep: (2 * slope * excess) / targetL0 }
  }
}

function countAbove(batch: Batch, { b_enc, threshold }: Weights): number {
  return sumOverParts(batch, (part) => isAbove(part.add(b_enc), threshold))
}

/** Σ tanh(c f n) times `weight`, with slopes c n (1 − tanh²) by f and c f (1 − tanh²) by n. */
function tanhTerms(shape: Shape, decoder: Tensor2D, { support, values }: Activity, weight: number): SparsityTerms {
  const norms: Tensor1D = decoderNorms(shape, decoder).flatten()
  const perValue = support.ofFeatures(norms)
  const tanh = tf.tidy(() => values.mul(perValue).mul(tanhScale).tanh())
  const slope = tf.tidy(() => tf.sub(1, tanh.square()).mul(tanhScale * weight)) as Tensor
  const byNorm: Tensor2D = support.sums(slope.mul(values)).expandDims(1)
  return {
    loss: tanh.sum().dataSync()[0] * weight,
    dValues: slope.mul(perValue),
    dStep: 0,
    dDecoder: normGradient(shape, decoder).mul(byNorm)
  }
}
