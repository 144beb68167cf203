/**
 * relu-l1.ts with its gradients written out, on any backend: five dense products and as few passes over [rows, dSae] as possible.
 * With g = ∂L/∂x̂ = 2(x̂ − x)/rows and n_i = ‖W_dec,i‖:
 *
 *   ∂pre = (g W_decᵀ + λ n/rows) where f > 0     ∂W_enc = ∂preᵀ (x − b_dec)     ∂b_enc = Σ_b ∂pre
 *   ∂W_dec,i = Σ_b f_bi g_b + (λ/rows) Σ_b f_bi · W_dec,i / n_i                 ∂b_dec = Σ_b g_b − ∂b_enc W_enc
 */
import type { Tensor, Tensor2D } from '../backend/library'
import { tf } from '../backend/library'
import { reluGradient, rowNorms } from '../backend/rows'
import type { Gradients, Path, StepSettings, Weights } from './architecture'
import { automaticPath, denseUsage } from './automatic'
import { reluL1Definition } from './relu-l1'
import { preActivations } from './topk'

export const reluL1DirectPath: Path = { gradients, evaluate: automaticPath(reluL1Definition).evaluate }

function gradients(weights: Weights, x: Tensor2D, { l1Coefficient }: StepSettings): Gradients {
  const [rows] = x.shape
  const decoder = weights.W_dec as Tensor2D
  const features: Tensor2D = tf.tidy(() => preActivations(weights, x).relu())
  const error = tf.matMul(features, decoder).add(weights.b_dec).sub(x) as Tensor2D
  const g: Tensor2D = error.mul(2 / rows)
  const norms = rowNorms(decoder)
  const penalty = norms.mul(l1Coefficient / rows)
  const dPre = tf.tidy(() => {
    const dFeatures: Tensor2D = tf.matMul(g, decoder, false, true).add(penalty.flatten())
    return reluGradient(dFeatures, features)
  })
  const bias = dPre.sum(0)
  const usage = denseUsage(features)
  const squaredError = numberOf(error.square().sum())
  const mse = squaredError / rows
  const mass: Tensor2D = features.sum(0).expandDims(1)
  const sparsity = numberOf(mass.mul(penalty).sum())
  return {
    gradients: {
      W_enc: tf.matMul(dPre, x.sub(weights.b_dec) as Tensor2D, true, false),
      b_enc: bias,
      W_dec: tf.matMul(features, g, true, false).add(decoder.mul(tf.divNoNan(mass.mul(l1Coefficient / rows), norms))),
      b_dec: g.sum(0).sub(tf.matMul(bias.expandDims(0) as Tensor2D, weights.W_enc as Tensor2D).flatten())
    },
    losses: { loss: mse + sparsity, mse, sparsity },
    usage,
    squaredError
  }
}

function numberOf(scalar: Tensor): number {
  return scalar.dataSync()[0]
}
