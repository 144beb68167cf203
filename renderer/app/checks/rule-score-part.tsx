/** The right of a rule: its shares and counts, and below them the rows on which rule and feature disagree. */
import type { Progress } from '../../../contract/records/basics'
import type { RuleScore } from '../../../contract/records/rule'
import { formatCount } from '../../widgets/format'
import { ProgressBar } from '../../widgets/progress-bar'
import { Tooltip } from '../../widgets/tooltip'
import styles from './rule.module.css'
import { RuleMisses } from './rule-misses'
import { confusionOf, ruleFacts } from './rule-words'
import type { RuleScoreView } from './use-rule-score'

export interface RuleScorePartProps {
  view: RuleScoreView
  run: string
  /** Largest activation of the feature. */
  max: number
}

export function RuleScorePart({ view: { score, isScoring, progress }, run, max }: RuleScorePartProps) {
  if (!score)
    return (
      <p className={styles.empty} role="status">
        {isScoring ? countingWords(progress) : 'The rule is held against all stored activations while you type.'}
      </p>
    )
  return (
    <>
      <div className={styles.numbers} aria-busy={isScoring}>
        {ruleFacts(score).map(({ name, value, explanation }) => (
          <Tooltip key={name} text={explanation}>
            <div>
              <p className={styles.name}>{name}</p>
              <p className={`display selectable ${isScoring ? styles.old : styles.value}`}>{value}</p>
            </div>
          </Tooltip>
        ))}
        <Confusion score={score} />
      </div>
      <div className={styles.progress}>
        {isScoring && progress && (
          <ProgressBar label="rows counted" value={progress.done / Math.max(1, progress.total)} height={2} />
        )}
      </div>
      <RuleMisses score={score} run={run} max={max} />
    </>
  )
}

function countingWords(progress: Progress | undefined): string {
  return progress ? `Counting: ${formatCount(progress.done)} of ${formatCount(progress.total)} rows` : 'Counting…'
}

function Confusion({ score }: { score: RuleScore }) {
  const { both, missed, wronglyNamed, neither } = confusionOf(score)
  return (
    <table className={styles.confusion}>
      <caption className="hidden-text">Rows by what the rule says and what the feature does</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">fires</th>
          <th scope="col">silent</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">rule says yes</th>
          <td>{formatCount(both)}</td>
          <td>{formatCount(wronglyNamed)}</td>
        </tr>
        <tr>
          <th scope="row">rule says no</th>
          <td>{formatCount(missed)}</td>
          <td>{formatCount(neither)}</td>
        </tr>
      </tbody>
    </table>
  )
}
