/**
 * JumpReLU: S. Rajamanoharan et al., "Jumping ahead: improving reconstruction fidelity with JumpReLU sparse autoencoders", 2024
 * (arXiv 2407.14435); a threshold θ_i for each feature, learned by straight-through estimators (jumprelu-estimators.ts).
 *
 *   pre = (x − b_dec) W_encᵀ + b_enc        f = pre · 1[pre > θ]        x̂ = f W_dec + b_dec
 *   L   = mean_rows ‖x − x̂‖²  +  sparsity  +  α · mean_rows Σ_dead ReLU(θ_i − pre_i) ‖W_dec,i‖
 *
 * Sparsity by `jumpLoss`, with L0 = mean_rows Σ_i 1[pre_i > θ_i]:
 *   l0         λ · L0                                             the paper; SAELens `step`
 *   target-l0  λ · (L0 ÷ target − 1)²                             dictionary_learning's JumpReluTrainer, Gemma Scope 2
 *   tanh       λ · mean_rows Σ_i tanh(4 f_i ‖W_dec,i‖)            Anthropic, Circuits Updates January 2025
 *
 * The note of January 2025 also lets the estimates of the thresholds reach the encoder, so `tanh` does here (in SAELens:
 * jumprelu_ste_to_input); and it has the last loss, which pulls features towards their thresholds, for dead ones alone here as
 * in SAELens. dictionary_learning takes L0's estimates at f instead of pre (its issue 55): the lower half of the window is lost.
 * θ itself is learned, in f32, and kept at 0 or above after every step (SAELens since #718): as exp of a parameter it hardly
 * moves at the step sizes of Adam. The fast path with the same result is jumprelu-path.ts.
 */
import type { Scalar, Tensor, Tensor1D, Tensor2D } from '../backend/library'
import { tf } from '../backend/library'
import type { Definition, MakeArchitecture, StepSettings, Weights } from './architecture'
import { jumpRelu, stepAbove } from './jumprelu-estimators'
import { jumpReluPath } from './jumprelu-path'
import { fallback, type JumpReluSettings, jumpReluSettings, tanhScale } from './jumprelu-settings'
import { decoded, decoderNorms, preActivations, type Shape } from './shape'

export const jumprelu: MakeArchitecture = (config, shape) => {
  const settings = jumpReluSettings(config)
  const { initialThreshold = fallback.threshold, dSae } = config
  return {
    // Rajamanoharan 2024 and dictionary_learning.
    decoderNorm: 1,
    ...(config.unitNormDecoder ? { transcoderDecoderNorm: 1 } : {}),
    ownParameters: { threshold: { shape: [dSae], data: new Float32Array(dSae).fill(initialThreshold) } },
    definition: jumpReluDefinition(shape, settings),
    path: () => jumpReluPath(shape, settings),
    project: ({ threshold }) => ({ threshold: threshold.relu() }),
    exported: ({ threshold }) => ({ architecture: 'jumprelu', tensors: { threshold } })
  }
}

export function jumpReluDefinition(shape: Shape, settings: JumpReluSettings): Definition {
  return (weights, { x, y }, step) => {
    const pre = preActivations(shape, weights, x)
    const features = jumpRelu(pre, weights.threshold as Tensor1D, settings)
    const reconstruction = decoded(shape, weights, features, x)
    const mse = y.sub(reconstruction).square().sum().div(x.shape[0]) as Scalar
    const norms: Tensor1D = decoderNorms(shape, weights.W_dec as Tensor2D).flatten()
    const sparsity = sparsityLoss(settings, { pre, features, norms, weights }, step.sparsityCoefficient)
    const losses = { mse, sparsity }
    if (settings.deadCoefficient === 0) return { features, reconstruction, losses }
    const aux = deadLoss(pre, norms, weights, step).mul(settings.deadCoefficient) as Scalar
    return { features, reconstruction, losses: { ...losses, aux } }
  }
}

interface Activity {
  /** [rows, dSae] */
  pre: Tensor2D
  features: Tensor2D
  /** ‖W_dec,i‖, [dSae] */
  norms: Tensor1D
  weights: Weights
}

function sparsityLoss(settings: JumpReluSettings, { pre, features, norms, weights }: Activity, coefficient: number): Scalar {
  const [rows] = pre.shape
  if (settings.loss === 'tanh')
    return features
      .mul(norms)
      .mul(tanhScale)
      .tanh()
      .sum()
      .mul(coefficient / rows)
  const l0: Tensor = stepAbove(pre, weights.threshold as Tensor1D, settings)
    .sum()
    .div(rows)
  if (settings.loss === 'l0') return l0.mul(coefficient)
  return l0.div(settings.targetL0).sub(1).square().mul(coefficient)
}

/** mean_rows Σ_dead ReLU(θ − pre) ‖W_dec‖ */
function deadLoss(pre: Tensor2D, norms: Tensor1D, { threshold }: Weights, { dead }: StepSettings): Tensor {
  const isDead = new Float32Array(norms.size)
  for (const feature of dead) isDead[feature] = 1
  return tf.sub(threshold, pre).relu().mul(norms).mul(tf.tensor1d(isDead)).sum().div(pre.shape[0])
}
