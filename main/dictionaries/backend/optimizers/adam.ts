/**
 * Adam: D. Kingma and J. Ba, 2014 (arXiv 1412.6980), algorithm 1, with the ε of PyTorch (added to the corrected root):
 *   m ← β1 m + (1 − β1) g    v ← β2 v + (1 − β2) g²    θ ← θ − η · m̂ / (√v̂ + ε),  m̂ = m/(1 − β1^t), v̂ = v/(1 − β2^t)
 * Corrections are folded into two numbers in float64: θ ← θ − α m / (√v + ε'), α = η √(1 − β2^t) / (1 − β1^t), ε' = ε √(1 − β2^t).
 */
import type { Tensor } from '../library'
import { tf } from '../library'
import { attribute, runRaw } from '../native'
import type { Rule } from './rule'

export interface AdamConstants {
  beta1: number
  beta2: number
  epsilon: number
}

export function adam({ beta1, beta2, epsilon }: AdamConstants): Rule {
  return {
    slots: ['adam_m', 'adam_v'],
    update(rate, count) {
      const root = Math.sqrt(1 - beta2 ** count)
      const numbers = { alpha: (rate * root) / (1 - beta1 ** count), beta1, beta2, epsilon: epsilon * root }
      return {
        native: (value, [m, v], gradient) => applyAdam([value, m, v], gradient, numbers),
        plain: (value, [m, v], gradient) => plainAdam(value, m, v, gradient, numbers)
      }
    }
  }
}

/** θ ← θ − alpha · m / (√v + epsilon); with `nesterov` (1 − β1) g + β1 m in place of m. */
export function applyAdam(
  variables: number[],
  gradient: Tensor,
  { alpha, beta1, beta2, epsilon }: AdamConstants & { alpha: number },
  nesterov = false
): void {
  // The operation corrects alpha by these powers of β; 0 leaves it as it is.
  const powers = [tf.scalar(0), tf.scalar(0)]
  const numbers = [alpha, beta1, beta2, epsilon].map((number) => tf.scalar(number))
  const attributes = [attribute.float('T'), attribute.bool('use_locking', false), attribute.bool('use_nesterov', nesterov)]
  runRaw('ResourceApplyAdam', attributes, [...variables, ...powers, ...numbers, gradient], 0)
}

function plainAdam(
  value: Tensor,
  m: Tensor,
  v: Tensor,
  gradient: Tensor,
  { alpha, beta1, beta2, epsilon }: AdamConstants & { alpha: number }
): Tensor[] {
  const nextM = m.mul(beta1).add(gradient.mul(1 - beta1))
  const nextV = v.mul(beta2).add(gradient.square().mul(1 - beta2))
  return [value.sub(nextM.mul(alpha).div(nextV.sqrt().add(epsilon))), nextM, nextV]
}
