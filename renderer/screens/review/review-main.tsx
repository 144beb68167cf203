/** The middle of a review: both originals above the evidence, or why there is nothing to decide. */
import type { FeaturePage } from '../../../contract/records/feature'
import { EvidencePart } from '../../app/features/evidence-part'
import { useReviewState } from '../../app/people/review-pair'
import { nameOf } from '../../app/people/who'
import { Button } from '../../widgets/button'
import { Empty, Failed } from '../../widgets/empty'
import { Skeleton } from '../../widgets/skeleton'
import { Originals } from './originals'
import styles from './review.module.css'
import type { Review } from './use-review'

export function ReviewMain({ review, page }: { review: Review; page: FeaturePage | undefined }) {
  const { annotators, pair, all, list, place, error } = review
  if (error) return <Failed error={error} />
  if (annotators && !pair) return <Alone />
  if (!pair || !all) return <Skeleton rows={12} rowHeight={28} />
  const current = list[place]
  if (!current)
    return all.length === 0 ? <Agreed names={[nameOf(pair.one), nameOf(pair.other)]} /> : <Settled count={all.length} />
  return (
    <>
      <h2 className={styles.feature}>
        Feature <span className="mono">{current.feature}</span>
      </h2>
      <Originals disagreement={current} pair={pair} />
      {page?.feature === current.feature ? <EvidencePart page={page} scope="evidence" /> : <Skeleton rows={9} rowHeight={26} />}
    </>
  )
}

function Alone() {
  return (
    <Empty
      title="Nobody else has labeled this run"
      actions={<Button command="people.import">Import an annotator’s labels…</Button>}
    >
      Disagreements are found between two annotators: import a file of labels, or let somebody label here under a name of their
      own.
    </Empty>
  )
}

function Agreed({ names }: { names: [string, string] }) {
  return (
    <Empty title={`${names[0]} and ${names[1]} agree`}>Of all features that both said something of, they say the same.</Empty>
  )
}

function Settled({ count }: { count: number }) {
  return (
    <Empty
      title="Every disagreement is settled"
      actions={<Button onClick={() => useReviewState.setState({ onlyOpen: false })}>Show all {count}</Button>}
    >
      The final versions are labels of the project; the originals stay with their annotators.
    </Empty>
  )
}
