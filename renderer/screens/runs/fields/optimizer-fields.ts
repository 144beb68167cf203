/** Fields of the optimizer and of how its rate changes. */
import type { Optimizer, RunConfig } from '../../../../contract/records/run'
import type { ConfigField } from './field'
import { optimizerWords, scheduleWords } from './words'

const uses =
  (...optimizers: Optimizer[]) =>
  (config: RunConfig): boolean =>
    optimizers.includes(config.optimizer ?? 'adam')

export const optimizerFields: readonly ConfigField[] = [
  {
    key: 'optimizer',
    label: 'optimizer',
    hint: 'how gradients become steps',
    kind: 'choice',
    group: 'optimizer',
    words: optimizerWords,
    usual: 'adam'
  },
  {
    key: 'schedule',
    label: 'schedule',
    hint: 'how the rate falls after the warm-up',
    kind: 'choice',
    group: 'optimizer',
    words: scheduleWords,
    usual: 'linear'
  },
  { key: 'warmUpSteps', label: 'warm-up', hint: 'steps over which the rate grows from 0', kind: 'whole', group: 'optimizer' },
  {
    key: 'decayShare',
    label: 'decay',
    hint: 'share of steps at the end over which the rate falls to 0',
    kind: 'share',
    group: 'optimizer',
    when: ({ schedule }) => (schedule ?? 'linear') === 'linear'
  },
  {
    key: 'restarts',
    label: 'restarts',
    hint: 'of the cosine',
    kind: 'whole',
    group: 'optimizer',
    when: ({ schedule }) => schedule === 'cosine',
    empty: 'none'
  },
  {
    key: 'gradientClip',
    label: 'gradient clip',
    hint: 'largest gradient norm; 0 does not clip',
    kind: 'number',
    group: 'optimizer'
  },
  {
    key: 'weightDecay',
    label: 'weight decay',
    hint: 'share of the weights taken off per unit of rate',
    kind: 'number',
    group: 'optimizer',
    when: uses('adamw'),
    empty: 'none'
  },
  {
    key: 'momentum',
    label: 'momentum',
    hint: '0 to below 1',
    kind: 'number',
    group: 'optimizer',
    when: uses('sgd'),
    empty: 'none'
  },
  {
    key: 'adamBeta1',
    label: 'Adam β₁',
    hint: '0 to below 1',
    kind: 'number',
    group: 'optimizer',
    when: uses('adam', 'adamw')
  },
  {
    key: 'adamBeta2',
    label: 'β₂',
    hint: 'decay of the squares, 0 to below 1',
    kind: 'number',
    group: 'optimizer',
    when: uses('adam', 'adamw', 'rmsprop')
  },
  {
    key: 'adamEpsilon',
    label: 'ε',
    hint: 'above 0',
    kind: 'number',
    group: 'optimizer',
    when: uses('adam', 'adamw', 'rmsprop')
  },
  {
    key: 'emaDecay',
    label: 'weight average',
    hint: 'decay of the running average that is kept instead of the last weights',
    kind: 'number',
    group: 'optimizer',
    empty: 'none'
  },
  {
    key: 'rowsAtOnce',
    label: 'rows at once',
    hint: 'larger batches are split, their gradients summed',
    kind: 'whole',
    group: 'optimizer',
    empty: 'as memory allows'
  }
]
