/**
 * The files that rows got their words from. The row index holds what they said, so that one that is gone is no matter; one that
 * says something else now would put other words to the rows than a new look at it, and is refused like changed activations.
 */
import type { Dataset } from '../../../contract/records/dataset'
import { LoupeError } from '../../../contract/wire/errors'
import { resolveReference } from './references'

/** Throws changed. */
export async function checkTexts(
  { activations, rowTable, vocabulary }: Pick<Dataset, 'activations' | 'rowTable' | 'vocabulary'>,
  projectFolder: string
): Promise<void> {
  for (const reference of [rowTable, vocabulary]) {
    // Columns beside the activations are checked with them.
    if (!reference || reference.path === activations.path) continue
    try {
      await resolveReference(reference, projectFolder)
    } catch (thrown) {
      if (!(thrown instanceof LoupeError) || thrown.code === 'changed') throw thrown
    }
  }
}
