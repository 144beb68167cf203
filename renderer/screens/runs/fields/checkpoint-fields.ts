/** Fields about looking and keeping: validation, early stopping, checkpoints. */
import type { ConfigField } from './field'

export const checkpointFields: readonly ConfigField[] = [
  { key: 'validateEverySteps', label: 'validate every', hint: 'steps', kind: 'whole', group: 'checkpoints' },
  {
    key: 'patience',
    label: 'patience',
    hint: 'validations without a better FVU that end the run',
    kind: 'whole',
    group: 'checkpoints',
    empty: 'never'
  },
  { key: 'checkpointEverySteps', label: 'checkpoint every', hint: 'steps', kind: 'whole', group: 'checkpoints' },
  {
    key: 'keepCheckpoints',
    label: 'checkpoints kept',
    hint: 'the latest; best and last beside them',
    kind: 'whole',
    group: 'checkpoints',
    empty: 'all'
  }
]
