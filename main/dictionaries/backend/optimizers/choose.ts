/** The optimizer that a configuration means. */
import type { RunConfig } from '../../../../contract/records/run'
import { adam } from './adam'
import { rmsprop } from './rmsprop'
import type { Rule } from './rule'
import { sgd } from './sgd'
import { withDecoupledDecay } from './weight-decay'

/** Left out: `optimizer` adam, `weightDecay` (AdamW's) and `momentum` (SGD's) 0. RMSprop's decay of squares is adamBeta2. */
export function ruleFor(config: RunConfig): Rule {
  const { optimizer = 'adam', weightDecay = 0, momentum, adamBeta1: beta1, adamBeta2: beta2, adamEpsilon: epsilon } = config
  if (optimizer === 'sgd') return sgd(momentum)
  if (optimizer === 'rmsprop') return rmsprop({ decay: beta2, epsilon })
  const rule = adam({ beta1, beta2, epsilon })
  return optimizer === 'adamw' ? withDecoupledDecay(rule, weightDecay) : rule
}
