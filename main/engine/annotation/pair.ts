/** Two annotators as they are compared: their originals, what was judged of the texts, and what was decided. */
import { type FinalLabel, isRepeatOf, type Opinion } from '../../../contract/records/annotator'
import type { LabelFields } from '../../../contract/records/label'
import type { ProjectStore } from '../../store/project-store'
import type { AnnotatorPair, Review } from '../../store/review-records'

export interface Pair {
  one: Opinion[]
  other: Opinion[]
  judged: ReadonlyMap<number, boolean>
  finals: ReadonlyMap<number, FinalLabel>
}

export function pairOf(store: ProjectStore, run: string, pair: AnnotatorPair): Pair {
  const reviews = store.reviews.of(run, pair)
  const one = originals(store.opinions.of(run, pair.one), pair.one, reviews, 'one')
  const other = originals(store.opinions.of(run, pair.other), pair.other, reviews, 'other')
  const compared = isRepeatOf(pair.one, pair.other)
    ? { one: unchangedSince(one, other), other }
    : isRepeatOf(pair.other, pair.one)
      ? { one, other: unchangedSince(other, one) }
      : { one, other }
  return { ...compared, judged: judgedNow(store, run, pair, compared), finals: finalsNow(reviews, compared) }
}

/** A final version becomes the label of the project, so that what the project said before is the original there. */
function originals(said: Opinion[], author: string | null, reviews: readonly Review[], side: 'one' | 'other'): Opinion[] {
  if (author !== null || reviews.length === 0) return said
  const kept = new Map(reviews.map((review) => [review.feature, review[side]]))
  return said.map((opinion) => ({ ...opinion, ...kept.get(opinion.feature) }))
}

/** A label that was changed after it was said again says nothing about the repeat. */
function unchangedSince(said: readonly Opinion[], repeats: readonly Opinion[]): Opinion[] {
  const times = new Map(repeats.map(({ feature, at }) => [feature, at]))
  return said.filter(({ feature, at }) => at <= (times.get(feature) ?? Number.POSITIVE_INFINITY))
}

type Sides = Pick<Pair, 'one' | 'other'>

function judgedNow(store: ProjectStore, run: string, pair: AnnotatorPair, { one, other }: Sides): Map<number, boolean> {
  const [first, second] = [byFeature(one), byFeature(other)]
  const judgments = [...store.reviews.judgments(run, pair)]
  const standing = judgments.filter(
    ([feature, { texts }]) =>
      texts === undefined || (texts[0] === first.get(feature)?.label && texts[1] === second.get(feature)?.label)
  )
  return new Map(standing.map(([feature, { same }]) => [feature, same]))
}

/** Where either original changed since, nothing is decided. */
function finalsNow(reviews: readonly Review[], { one, other }: Sides): Map<number, FinalLabel> {
  const [first, second] = [byFeature(one), byFeature(other)]
  const standing = reviews.filter((review) => {
    const [mine, theirs] = [first.get(review.feature), second.get(review.feature)]
    return mine && theirs && isSame(mine, review.one) && isSame(theirs, review.other)
  })
  return new Map(standing.map(({ feature, final }) => [feature, final]))
}

function isSame(one: LabelFields, other: LabelFields): boolean {
  const key = ({ label, notes, tags, confidence, status }: LabelFields) =>
    JSON.stringify([label, notes, tags, confidence, status])
  return key(one) === key(other)
}

function byFeature(opinions: readonly Opinion[]): Map<number, Opinion> {
  return new Map(opinions.map((opinion) => [opinion.feature, opinion]))
}
