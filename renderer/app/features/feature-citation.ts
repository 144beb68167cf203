/** All numbers of a feature in one line, for a note or a paper. Pure. */
import type { FeaturePage } from '../../../contract/records/feature'
import { type NumberSource, sourceWords } from '../numbers/figure'
import { furtherFacts } from './further-facts'
import { numberFacts } from './number-facts'

export function featureCitation(page: FeaturePage, source: NumberSource): string {
  const numbers = [...numberFacts(page, undefined), ...furtherFacts(page)].map(({ name, value }) => `${name} ${value}`)
  return `Feature ${page.feature}${page.label ? ` “${page.label}”` : ''}: ${numbers.join(', ')} (${sourceWords(source)})`
}
