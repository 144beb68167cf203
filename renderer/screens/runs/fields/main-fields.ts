/** Fields that decide most: architecture, sizes, how sparse, how long, how fast. */

import { architectureWords } from '../../../../contract/records/architecture-words'
import type { RunConfig } from '../../../../contract/records/run'
import type { ConfigField } from './field'
import { kindWords, precisionWords } from './words'

/** JumpReLU that aims at an L0 of its own accord. */
export const aimsAtL0 = (config: RunConfig): boolean => config.architecture === 'jumprelu' && config.jumpLoss === 'target-l0'

export const mainFields: readonly ConfigField[] = [
  {
    key: 'architecture',
    label: 'architecture',
    hint: 'what makes the features sparse',
    kind: 'choice',
    group: 'main',
    words: architectureWords
  },
  {
    key: 'kind',
    label: 'kind',
    hint: 'what is reconstructed: the input, the targets or all streams',
    kind: 'choice',
    group: 'main',
    words: kindWords,
    usual: 'sae'
  },
  { key: 'dSae', label: 'features', hint: 'width of the dictionary', kind: 'whole', group: 'main' },
  { key: 'k', label: 'k', hint: 'active features per row', kind: 'whole', group: 'main' },
  {
    key: 'targetL0',
    label: 'target L0',
    hint: 'active features per row to aim at',
    kind: 'number',
    group: 'main',
    when: aimsAtL0
  },
  {
    key: 'sparsityCoefficient',
    label: 'λ',
    hint: 'sparsity coefficient; higher is sparser',
    kind: 'number',
    group: 'main'
  },
  { key: 'steps', label: 'steps', hint: 'optimizer steps in all', kind: 'whole', group: 'main' },
  { key: 'batchRows', label: 'batch', hint: 'rows per step', kind: 'whole', group: 'main' },
  { key: 'learningRate', label: 'learning rate', hint: 'after the warm-up', kind: 'number', group: 'main' },
  { key: 'seed', label: 'seed', hint: 'same seed, same numbers', kind: 'whole', group: 'main' },
  {
    key: 'precision',
    label: 'precision',
    hint: 'fast may use bf16 products',
    kind: 'choice',
    group: 'main',
    words: precisionWords
  }
]
