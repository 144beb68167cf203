/** How well the measure in view finds the rows of each category. */
import type { AnomaliesAnswer, AnomalyMeasure } from '../../../contract/records/studies/anomalies'
import { CitedNumber } from '../../app/numbers/cited-number'
import { formatCount } from '../../widgets/format'
import { PlainTable } from '../../widgets/plain-table'
import styles from './anomalies.module.css'
import { measureWords } from './lists'
import { scoreFigures } from './score-figures'

export interface AnomalyScoresProps {
  answer: AnomaliesAnswer
  measure: AnomalyMeasure
  /** Run, step and rows, in words. */
  source: string
}

export function AnomalyScores({ answer, measure, source }: AnomalyScoresProps) {
  const scores = answer.scores.filter((score) => score.measure === measure)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling part has to be reachable by keyboard
    <section className={styles.scores} aria-label="How well it finds categories" tabIndex={0}>
      <h2 className={`heading ${styles.scoresTitle}`}>
        {measureWords[measure]} against categories <span>over {formatCount(answer.rows)} rows</span>
      </h2>
      <PlainTable named className={styles.scoreTable}>
        <thead>
          <tr>
            <th scope="col">category</th>
            <th scope="col">rows</th>
            <th scope="col">AUROC</th>
            <th scope="col">precision</th>
            <th scope="col">recall</th>
          </tr>
        </thead>
        <tbody>
          {scores.map((score) => (
            <tr key={score.category}>
              <th scope="row">{score.category}</th>
              <td>{formatCount(score.positives)}</td>
              {scoreFigures(score, source).map((figure) => (
                <td key={figure.name}>
                  <CitedNumber figure={figure} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </PlainTable>
    </section>
  )
}
