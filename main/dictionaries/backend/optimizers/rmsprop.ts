/**
 * RMSprop (T. Hinton, Neural Networks for Machine Learning, lecture 6e, 2012) as torch.optim.RMSprop, without momentum:
 *   v ← α v + (1 − α) g²    θ ← θ − η g / (√v + ε)
 * TensorFlow's own operation has ε inside the root; this is Adam's with β1 = 0, whose Nesterov form takes g itself and leaves
 * its m without any effect.
 */
import { applyAdam } from './adam'
import type { Rule } from './rule'

/** `decay`: α. */
export function rmsprop({ decay, epsilon }: { decay: number; epsilon: number }): Rule {
  return {
    slots: ['rmsprop_v'],
    scratch: 1,
    update: (rate) => ({
      native: (value, [v, scratch], gradient) =>
        applyAdam([value, scratch, v], gradient, { alpha: rate, beta1: 0, beta2: decay, epsilon }, true),
      plain: (value, [v], gradient) => {
        const next = v.mul(decay).add(gradient.square().mul(1 - decay))
        return [value.sub(gradient.mul(rate).div(next.sqrt().add(epsilon))), next]
      }
    })
  }
}
