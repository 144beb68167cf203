/** Weight decay around any rule. */
import { tf } from '../library'
import { assignVariable, readVariable } from '../variable'
import type { Rule } from './rule'

/**
 * Decoupled from the gradient: θ ← (1 − η λ) θ before the rule (I. Loshchilov and F. Hutter, 2017, arXiv 1711.05101;
 * torch.optim.AdamW), on all parameters.
 */
export function withDecoupledDecay(rule: Rule, decay: number): Rule {
  if (decay === 0) return rule
  return {
    ...rule,
    update(rate, count) {
      const update = rule.update(rate, count)
      const factor = 1 - rate * decay
      return {
        native(value, slots, gradient) {
          tf.tidy(() => assignVariable(value, readVariable(value).mul(factor)))
          update.native(value, slots, gradient)
        },
        plain: (value, slots, gradient) => update.plain(value.mul(factor), slots, gradient)
      }
    }
  }
}
