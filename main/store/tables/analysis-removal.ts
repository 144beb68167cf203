/**
 * Takes away the rows of analyses that nobody sees any more, a slice at a time between other work:
 * a large analysis has hundreds of thousands of rows, and the engine must go on answering meanwhile.
 * What is not done when the project closes is done after the next opening.
 */
import type { TableContext } from './stored-records'

/** Features per slice: some ten milliseconds of work. */
const sliceFeatures = 2_000

interface Doomed {
  id: number
  features: number
}

/** The first slice goes at once, so a small analysis is gone when `remove` returns. */
export function analysisRemover({ connection }: TableContext): { remove(doomed: Doomed[]): void } {
  const dropFacts = connection.prepare<[number, number]>('DELETE FROM facts WHERE analysis = ? AND feature >= ?')
  const dropEvidence = connection.prepare<[number, number]>('DELETE FROM evidence WHERE analysis = ? AND feature >= ?')
  const drop = connection.prepare<[number]>('DELETE FROM analyses WHERE id = ?')
  const slice = connection.transaction((id: number, from: number) => {
    dropFacts.run(id, from)
    dropEvidence.run(id, from)
    if (from === 0) drop.run(id)
  })
  const next = (queue: Doomed[]): void => {
    const [first, ...others] = queue
    if (!first || !connection.open) return
    const from = Math.max(0, first.features - sliceFeatures)
    try {
      slice(first.id, from)
    } catch {
      // A full disk or a writer in between: the rows harm nobody and are found again at the next opening.
      return
    }
    const rest = from === 0 ? others : [{ id: first.id, features: from }, ...others]
    if (rest.length > 0) setImmediate(next, rest)
  }
  return { remove: (doomed) => next([...doomed]) }
}
