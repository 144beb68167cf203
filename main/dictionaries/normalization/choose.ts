/** The normalizer that a configuration means. One line per normalization. */
import { LoupeError } from '../../../contract/wire/errors'
import type { MakeNormalizer } from './normalizer'
import { rowNormalizer } from './row'
import { scaleNormalizer } from './scale'
import { whiteningNormalizer } from './whitening'

/** Throws config for a combination that does not exist. */
export const normalizerFor: MakeNormalizer = (config, shape, facts) => {
  const { normalization = 'expected-average' } = config
  if (normalization === 'none' || normalization === 'expected-average') return scaleNormalizer(config, shape, facts)
  if (shape.kind === 'crosscoder') throw notForCrosscoders(normalization)
  if (normalization === 'whitening') return whiteningNormalizer(config, shape, facts)
  return rowNormalizer(normalization, shape, facts)
}

/** One norm or covariance over all streams would let the largest drown the others. */
function notForCrosscoders(normalization: string): LoupeError {
  return new LoupeError('config', `A crosscoder can not be trained with the normalization ${normalization}.`, {
    place: 'normalization',
    hint: 'Use expected-average: it scales every stream by a factor of its own.'
  })
}
