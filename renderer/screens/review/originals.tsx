/** What two annotators say of a feature, side by side: what differs stands out. */
import type { Disagreement } from '../../../contract/records/annotator'
import { Markdown } from '../../app/features/markdown'
import type { ReviewPair } from '../../app/people/review-pair'
import { nameOf } from '../../app/people/who'
import { Button } from '../../widgets/button'
import { formatWhen } from '../../widgets/format'
import { StatusGlyph } from '../../widgets/status-glyph'
import styles from './review.module.css'

const words = { 1: '1 guess', 2: '2 likely', 3: '3 sure' } as const

export function Originals({ disagreement, pair }: { disagreement: Disagreement; pair: ReviewPair }) {
  const { one, other, differs, sameMeaning } = disagreement
  const sides = [one, other]
  const isDifferent = (field: Disagreement['differs'][number]) => (differs.includes(field) ? styles.different : undefined)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling part has to be reachable by keyboard
    <section className={styles.originals} aria-label="Both originals" tabIndex={0}>
      <table className={styles.sides}>
        <thead>
          <tr>
            <td />
            <Side author={pair.one} at={one.updatedAt} command="review.left" />
            <Side author={pair.other} at={other.updatedAt} command="review.right" />
          </tr>
        </thead>
        <tbody>
          <tr className={isDifferent('label')}>
            <th scope="row">label</th>
            {sides.map(({ label }, side) => (
              <td key={side} className={styles.label}>
                {label || <span className={styles.none}>none</span>}
              </td>
            ))}
          </tr>
          <tr className={isDifferent('status')}>
            <th scope="row">state</th>
            {sides.map(({ status }, side) => (
              <td key={side}>
                <StatusGlyph status={status} words />
              </td>
            ))}
          </tr>
          <tr className={isDifferent('tags')}>
            <th scope="row">tags</th>
            {sides.map(({ tags }, side) => (
              <td key={side}>{tags.join(', ') || <span className={styles.none}>none</span>}</td>
            ))}
          </tr>
          <tr className={isDifferent('confidence')}>
            <th scope="row">confidence</th>
            {sides.map(({ confidence }, side) => (
              <td key={side}>{confidence ? words[confidence] : <span className={styles.none}>none</span>}</td>
            ))}
          </tr>
          {sides.some(({ notes }) => notes.trim() !== '') && (
            <tr>
              <th scope="row">notes</th>
              {sides.map(({ notes }, side) => (
                <td key={side}>{notes.trim() ? <Markdown text={notes} /> : <span className={styles.none}>none</span>}</td>
              ))}
            </tr>
          )}
        </tbody>
      </table>
      <p className={styles.meaning}>
        <span>Do the two labels mean the same?</span>
        <Button size="small" command="review.same" aria-pressed={sameMeaning === true} className={pressed(sameMeaning === true)}>
          Same
        </Button>
        <Button
          size="small"
          command="review.different"
          aria-pressed={sameMeaning === false}
          className={pressed(sameMeaning === false)}
        >
          Different
        </Button>
        <span className={styles.none}>{sameMeaning === null ? 'not judged' : ''}</span>
      </p>
    </section>
  )
}

function pressed(is: boolean): string | undefined {
  return is ? styles.pressed : undefined
}

function Side({ author, at, command }: { author: string | null; at: number | undefined; command: string }) {
  return (
    <th scope="col">
      <span className={styles.side}>
        <span className="ellipsis">{nameOf(author)}</span>
        <span className={styles.when}>{at ? formatWhen(at) : ''}</span>
        <Button size="small" command={command}>
          Take this
        </Button>
      </span>
    </th>
  )
}
