/** How two annotators are kept together: whoever is named first does not matter. */
import type { AnnotatorPair } from '../review-records'

/** In place of a name for the labels of the project; a name has no control characters at its start. */
const ofProject = '\u0001'

/** The pair in an order of its own, and whether that is the other one than asked. */
export function keyed(pair: AnnotatorPair): { names: [string, string]; pair: AnnotatorPair; turned: boolean } {
  const [one, other] = [pair.one ?? ofProject, pair.other ?? ofProject]
  const turned = other < one
  return { names: turned ? [other, one] : [one, other], pair: turned ? { one: pair.other, other: pair.one } : pair, turned }
}
