/** Whose labels are compared. */
import type { Annotator } from '../../../contract/records/annotator'
import { authorOf, authorOptions, choiceOf } from '../../app/people/author-options'
import { choosePair, type ReviewPair } from '../../app/people/review-pair'
import { Select } from '../../widgets/select'
import styles from './review.module.css'

export function PairChoice({ annotators, pair }: { annotators: readonly Annotator[]; pair: ReviewPair }) {
  const options = authorOptions(annotators)
  const choice = (side: 'one' | 'other', label: string) => (
    <Select
      quiet
      aria-label={label}
      options={options.map((option) => ({
        ...option,
        disabled: option.value === choiceOf(pair[side === 'one' ? 'other' : 'one'])
      }))}
      value={choiceOf(pair[side])}
      onChange={(value) => choosePair({ ...pair, [side]: authorOf(value) })}
    />
  )
  return (
    <span className={styles.pair}>
      {choice('one', 'One annotator')}
      and
      {choice('other', 'The other annotator')}
    </span>
  )
}
