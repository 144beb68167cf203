/** Which two annotators are reviewed: chosen on any screen, shown by the review. */
import { create } from 'zustand'
import { type Annotator, isRepeat } from '../../../contract/records/annotator'

export interface ReviewPair {
  one: string | null
  other: string | null
}

interface ReviewState {
  /** Undefined until somebody chose: defaultPair. */
  pair: ReviewPair | undefined
  feature: number | undefined
  onlyOpen: boolean
}

/** Kept while other screens are shown, with the place in the list. */
export const useReviewState = create<ReviewState>()(() => ({ pair: undefined, feature: undefined, onlyOpen: false }))

export function choosePair(pair: ReviewPair): void {
  useReviewState.setState({ pair, feature: undefined })
}

/** Oneself, where one labeled anything, and who came in last; a repeat only where there is nobody else. Undefined for one alone. */
export function defaultPair(annotators: readonly Annotator[], who: string | undefined): ReviewPair | undefined {
  const people = annotators.toSorted((a, b) => Number(isRepeat(a.author)) - Number(isRepeat(b.author)))
  const byWeight = people.toSorted((a, b) => weight(b) - weight(a))
  const one = people.find(({ author }) => author === who) ?? people.find(({ imported }) => !imported) ?? people[0]
  const other = byWeight.find(({ author }) => author !== one?.author)
  return one && other ? { one: one.author, other: other.author } : undefined
}

function weight({ author, imported }: Annotator): number {
  return isRepeat(author) ? 0 : imported ? 2 : 1
}
