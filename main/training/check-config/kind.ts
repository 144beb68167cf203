/** Kinds of dictionaries against the data, and what only some kinds can have. */

import { architectureWords } from '../../../contract/records/architecture-words'
import type { Architecture } from '../../../contract/records/run'
import type { Check } from './problem'

export const kindOnData: Check = ({ kind = 'sae', featuresOf }, { targets, streams }) => {
  const isTranscoder = kind === 'transcoder' || kind === 'skip-transcoder'
  if (isTranscoder && !targets) {
    return {
      field: 'kind',
      message: 'A transcoder predicts targets, and this data set has none.',
      hint: 'Make a data set with targets beside the activations, or choose the kind sae.'
    }
  }
  if (kind === 'crosscoder' && (streams?.length ?? 1) < 2) {
    return {
      field: 'kind',
      message: 'A crosscoder reads several streams, and this data set has one.',
      hint: 'Make a data set of several layers, or choose the kind sae.'
    }
  }
  if (!featuresOf || isTranscoder) return undefined
  return {
    field: 'featuresOf',
    message: 'Only a transcoder can learn from the features of another dictionary.',
    hint: 'Leave featuresOf out, or choose the kind transcoder.'
  }
}

/** Their penalty does not see the decoder (dictionaries/architectures/unit-decoder.ts). */
const withUnitDecoder: readonly Architecture[] = ['relu-l1-2023', 'kl', 'p-anneal']

/** Their transcoders begin as sparsify's. */
const withZeroDecoder: readonly Architecture[] = ['topk', 'batchtopk', 'matryoshka', 'relu-l1']

export const unitDecoder: Check = ({ architecture, kind, unitNormDecoder }) => {
  const isNeeded = withUnitDecoder.includes(architecture)
  if (isNeeded && !unitNormDecoder) {
    return {
      field: 'unitNormDecoder',
      message: `${architectureWords[architecture]} needs decoder rows of norm 1: its penalty would be cheated by a larger decoder.`,
      hint: 'Turn the unit-norm decoder on; ReLU-L1 is the architecture for a free one.'
    }
  }
  const beginsAtZero = withZeroDecoder.includes(architecture) && (kind === 'transcoder' || kind === 'skip-transcoder')
  if (!unitNormDecoder || !beginsAtZero) return undefined
  return {
    field: 'unitNormDecoder',
    message: `A ${architectureWords[architecture]} transcoder begins with a decoder of zeros, whose rows can not have norm 1.`,
    hint: 'Turn the unit-norm decoder off.'
  }
}

/** A transcoder's encoder and decoder lie in different spaces. */
export const tiedStart: Check = ({ kind, tiedStart }) => {
  if (!tiedStart || (kind !== 'transcoder' && kind !== 'skip-transcoder')) return undefined
  return {
    field: 'tiedStart',
    message: "A transcoder's encoder reads inputs and its decoder writes targets: they can not begin as equals.",
    hint: 'Turn the tied start off.'
  }
}

/** One norm or covariance over all streams would let the largest drown the others. */
export const normalization: Check = ({ kind, normalization = 'expected-average' }) => {
  if (kind !== 'crosscoder' || normalization === 'none' || normalization === 'expected-average') return undefined
  return {
    field: 'normalization',
    message: `A crosscoder's streams can not be normalized together by ${normalization}.`,
    hint: 'Choose expected-average: it scales each stream by a factor of its own.'
  }
}
