/** One norm over all gradients, and clipping by it, as torch.nn.utils.clip_grad_norm_. */
import type { Weights } from '../architectures/architecture'
import { tf } from '../backend/library'
import { squaredNorm } from '../backend/rows'

export function globalNorm(gradients: Weights): number {
  return tf.tidy(() =>
    Math.sqrt(Object.values(gradients).reduce((sum, gradient) => sum + squaredNorm(gradient).dataSync()[0], 0))
  )
}

/** Gradients of the norm `norm`, scaled down to `most` where that is less and not 0. */
export function clipped(gradients: Weights, norm: number, most: number): Weights {
  const factor = most > 0 ? Math.min(1, most / (norm + 1e-6)) : 1
  if (factor === 1) return gradients
  return Object.fromEntries(Object.entries(gradients).map(([name, gradient]) => [name, gradient.mul(factor)]))
}
