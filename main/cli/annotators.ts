/** Names of annotators on the command line. */
import type { Annotator } from '../../contract/records/annotator'
import { LoupeError } from '../../contract/wire/errors'
import { oneLine } from './printable'

/** Throws `not-found`, with the names that there are, for a name that labeled nothing. */
export function requireAnnotator(name: string | undefined, annotators: readonly Annotator[]): void {
  if (name === undefined || annotators.some(({ author }) => author === name)) return
  const names = annotators.map(({ author }) => `“${oneLine(author)}”`).join(', ')
  throw new LoupeError('not-found', `Nobody named “${oneLine(name)}” labeled anything in this run`, {
    hint: names ? `There are ${names}.` : 'Nobody has labeled anything yet.'
  })
}
