/**
 * The short form of a feature's top example for one line of a list: the peak token and what stands before it.
 */
import type { Example, FeatureRow } from '../../../contract/records/feature'

/** Characters of text kept before the peak token. */
const beforeLength = 40

export function peakOf(example: Example): NonNullable<FeatureRow['peak']> {
  const characters = Array.from(example.tokens.slice(0, example.peak).join(''))
  return { before: characters.slice(-beforeLength).join(''), token: example.tokens[example.peak] }
}
