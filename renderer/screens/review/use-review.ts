/** What a review shows: the pair, its disagreements and agreement, and where one is among them. */
import type { Agreement, Annotator, Disagreement } from '../../../contract/records/annotator'
import { useCall } from '../../app/engine/queries'
import type { RunIds } from '../../app/features/use-feature-order'
import { defaultPair, type ReviewPair, useReviewState } from '../../app/people/review-pair'
import { useWho } from '../../app/people/who'
import { listed, placeOf } from './review-list'

export interface Review {
  annotators: readonly Annotator[] | undefined
  pair: ReviewPair | undefined
  /** All disagreements, settled or not. */
  all: readonly Disagreement[] | undefined
  /** Those that are listed. */
  list: readonly Disagreement[]
  /** Place in the list, −1 when nothing is left. */
  place: number
  agreement: Agreement | undefined
  error: unknown
}

export function useReview({ project, run }: RunIds): Review {
  const { pair: chosen, feature, onlyOpen } = useReviewState()
  const who = useWho()
  const scope = { project: project ?? '', run: run ?? '' }
  const isPlaced = Boolean(project && run)
  const annotators = useCall('annotators.list', scope, { enabled: isPlaced })
  const pair = knownPair(chosen, annotators.data) ?? (annotators.data && defaultPair(annotators.data, who))
  const asked = { ...scope, one: pair?.one ?? null, other: pair?.other ?? null }
  const options = { enabled: isPlaced && pair !== undefined }
  const disagreements = useCall('annotators.disagreements', { ...asked, settled: true }, options)
  const agreement = useCall('annotators.agreement', asked, options)
  const list = listed(disagreements.data ?? [], onlyOpen, feature)
  return {
    annotators: annotators.data,
    pair,
    all: disagreements.data,
    list,
    place: placeOf(list, feature),
    agreement: agreement.data,
    error: annotators.error ?? disagreements.error ?? agreement.error
  }
}

/** What was chosen in another project or run may be nobody here. */
function knownPair(pair: ReviewPair | undefined, annotators: readonly Annotator[] | undefined): ReviewPair | undefined {
  const isKnown = (author: string | null) => author === null || annotators?.some((one) => one.author === author)
  return pair && isKnown(pair.one) && isKnown(pair.other) ? pair : undefined
}
