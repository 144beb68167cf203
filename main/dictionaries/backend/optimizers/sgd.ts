/**
 * Gradient descent as torch.optim.SGD: θ ← θ − η g, and with momentum μ (no dampening, not Nesterov's)
 *   b ← μ b + g    θ ← θ − η b
 */
import { tf } from '../library'
import { attribute, runRaw } from '../native'
import type { Rule } from './rule'

export function sgd(momentum = 0): Rule {
  return momentum === 0 ? plainDescent : withMomentum(momentum)
}

const plainDescent: Rule = {
  slots: [],
  update: (rate) => ({
    native(value, _slots, gradient) {
      const attributes = [attribute.float('T'), attribute.bool('use_locking', false)]
      runRaw('ResourceApplyGradientDescent', attributes, [value, tf.scalar(rate), gradient], 0)
    },
    plain: (value, _slots, gradient) => [value.sub(gradient.mul(rate))]
  })
}

function withMomentum(momentum: number): Rule {
  return {
    slots: ['sgd_momentum'],
    update: (rate) => ({
      native(value, [b], gradient) {
        const attributes = [attribute.float('T'), attribute.bool('use_locking', false), attribute.bool('use_nesterov', false)]
        runRaw('ResourceApplyMomentum', attributes, [value, b, tf.scalar(rate), gradient, tf.scalar(momentum)], 0)
      },
      plain: (value, [b], gradient) => {
        const next = b.mul(momentum).add(gradient)
        return [value.sub(next.mul(rate)), next]
      }
    })
  }
}
