/** Fields about what comes in, and what the weights start from. */
import type { DictionaryKind } from '../../../../contract/records/run'
import type { ConfigField } from './field'
import { normalizationWords } from './words'

const isTranscoder = (kind: DictionaryKind | undefined): boolean => kind === 'transcoder' || kind === 'skip-transcoder'

export const inputFields: readonly ConfigField[] = [
  {
    key: 'normalization',
    label: 'normalization',
    hint: 'of the inputs; folded into what is exported',
    kind: 'choice',
    group: 'input',
    words: normalizationWords,
    usual: 'expected-average'
  },
  {
    key: 'inputDropout',
    label: 'input dropout',
    hint: 'share of input numbers set to 0; the target stays whole',
    kind: 'share',
    group: 'input',
    empty: 'none'
  },
  {
    key: 'startFrom',
    label: 'start from',
    hint: 'weights of another run instead of random ones',
    kind: 'source',
    group: 'input',
    empty: 'random weights'
  },
  {
    key: 'featuresOf',
    label: 'input features of',
    hint: 'an autoencoder whose activations this transcoder reads',
    kind: 'source',
    group: 'input',
    when: ({ kind }) => isTranscoder(kind),
    empty: 'the activations themselves'
  },
  {
    key: 'tiedStart',
    label: 'tied start',
    hint: 'encoder rows start equal to decoder rows',
    kind: 'switch',
    group: 'input',
    when: ({ startFrom, kind }) => startFrom === undefined && !isTranscoder(kind),
    usual: true
  },
  { key: 'shuffleBlockMB', label: 'block', hint: 'MB of neighboring rows read at once', kind: 'number', group: 'input' },
  { key: 'shufflePoolMB', label: 'shuffle pool', hint: 'MB of rows shuffled together', kind: 'number', group: 'input' }
]
