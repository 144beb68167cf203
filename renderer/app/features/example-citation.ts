/** An activation of an example as a line to cite: that of the token with the focus, else of the outlined one. Pure. */
import type { Example } from '../../../contract/records/feature'
import { formatSignificant } from '../../widgets/format'
import { textOfToken } from '../../widgets/token-strip/text'

/** `token`: its place in the tokens of the example; `source`: run, step and rows, in words. */
export function exampleCitation(feature: number, example: Example, token: number | undefined, source: string): string {
  const place = token ?? example.peak
  const value = place === example.peak ? example.value : example.values[place]
  const row = example.row + place - example.peak
  const text = textOfToken(example.tokens[place] ?? '').trim()
  return `Feature ${feature} on row ${row} (${example.source}): activation ${formatSignificant(value)} at “${text}” (raw units; ${source})`
}
