/**
 * Gradients by pre-activations and thresholds in JumpReLU's written-out gradients (jumprelu-path.ts). With w = 1[|pre − θ| < ε/2],
 * a = 1[pre > θ], ∂f = g · W_dec + σ and the slope τ of the sparsity loss by each step:
 *
 *   E = w (θ ∂f + τ)/ε        ∂θ = −Σ_b E        ∂pre = a ∂f, and where estimates reach the encoder + E
 *
 * A window may hold ten times as many entries as there are activations. Where only thresholds want its estimates (σ is 0 then),
 * Σ_b w_bi (g_b · W_dec,i) = W_dec,i · Σ_b w_bi g_b spares a product for each entry.
 */
import type { Tensor, Tensor1D, Tensor2D } from '../backend/library'
import { tf } from '../backend/library'
import type { Weights } from './architecture'
import { isAbove, isInWindow } from './jumprelu-estimators'
import type { JumpReluSettings } from './jumprelu-settings'
import type { Support } from './support'

/** What an entry that is only in the window costs, in ones that are active: a fifth of their time, but about as much memory. */
export const inWindowCost = 0.4

/** Activations and where they are: on all of the window, or only above the thresholds. */
export interface Active {
  support: Support
  pre: Tensor
  /** f */
  values: Tensor
}

interface Slopes {
  active: Active
  /** The support with the whole window, and pre there. */
  wide: Support
  pre: Tensor
  weights: Weights
  g: Tensor2D
  /** σ, where the loss has it; on the support of the activations, which is then the wide one. */
  dValues?: Tensor
  /** τ */
  dStep: number
}

/** ∂pre on the support of the activations, and ∂θ [dSae]. */
export function activationGradients(settings: JumpReluSettings, slopes: Slopes): { dPre: Tensor; dThreshold: Tensor1D } {
  const { active, wide, weights, g, dValues } = slopes
  return tf.tidy(() => {
    const products = active.support.products(g, weights.W_dec as Tensor2D)
    const dFeatures: Tensor = dValues ? products.add(dValues) : products
    const isOn = isAbove(active.pre, active.support.ofFeatures(weights.threshold as Tensor1D))
    if (active.support !== wide) return { dPre: dFeatures.mul(isOn), dThreshold: thresholdsFromSums(settings, slopes) }
    const estimates = estimatesOf(settings, slopes, dFeatures)
    const dActive: Tensor = dFeatures.mul(isOn)
    return {
      dPre: settings.throughPre ? (dActive.add(estimates) as Tensor) : dActive,
      dThreshold: wide.sums(estimates).neg() as Tensor1D
    }
  })
}

/** E */
function estimatesOf({ bandwidth }: JumpReluSettings, { wide, pre, weights, dStep }: Slopes, dFeatures: Tensor): Tensor {
  return tf.tidy(() => {
    const threshold = wide.ofFeatures(weights.threshold as Tensor1D)
    return dFeatures
      .mul(threshold)
      .add(dStep)
      .mul(isInWindow(pre, threshold, bandwidth))
      .div(bandwidth)
  })
}

/** −Σ_b E, without E */
function thresholdsFromSums({ bandwidth }: JumpReluSettings, { wide, pre, weights, g, dStep }: Slopes): Tensor1D {
  const threshold = weights.threshold as Tensor1D
  const window = isInWindow(pre, wide.ofFeatures(threshold), bandwidth)
  const dFeatures = wide.transposedTimes(window, g).mul(weights.W_dec).sum(1)
  return threshold.mul(dFeatures).add(wide.sums(window).mul(dStep)).div(-bandwidth)
}
