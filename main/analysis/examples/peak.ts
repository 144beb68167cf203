/**
 * The short form of a feature's top example for one line of a list: the peak token and what stands before it.
 */
import type { FeatureRow } from '../../../contract/records/feature'

/** Characters of text kept before the peak token. */
const beforeLength = 40

/** Of the tokens of a document up to the peak, which is the last of them. */
export function peakText(tokens: string[]): NonNullable<FeatureRow['peak']> {
  const characters = Array.from(tokens.slice(0, -1).join(''))
  return { before: characters.slice(-beforeLength).join(''), token: tokens[tokens.length - 1] }
}
