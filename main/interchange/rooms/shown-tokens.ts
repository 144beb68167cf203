/** Tokens of an example for tools that can not show an empty one (Neuronpedia refuses it): the row stands for a token that is not known. */
import type { Example } from '../../../contract/records/feature'

export function shownTokens({ tokens, row, peak }: Pick<Example, 'tokens' | 'row' | 'peak'>): string[] {
  return tokens.map((token, at) => (token === '' ? `[row ${row + at - peak}]` : token))
}
