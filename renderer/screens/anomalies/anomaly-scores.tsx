/** How well the measure in view finds the rows of each category. */
import type { AnomaliesAnswer, AnomalyMeasure } from '../../../contract/records/studies/anomalies'
import { formatCount, formatFixed } from '../../widgets/format'
import { PlainTable } from '../../widgets/plain-table'
import styles from './anomalies.module.css'
import { measureWords } from './lists'

export function AnomalyScores({ answer, measure }: { answer: AnomaliesAnswer; measure: AnomalyMeasure }) {
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
            <th scope="col" title="Chance that a row of the category is ahead of another one, ties half; 0.5 says nothing">
              AUROC
            </th>
            <th scope="col" title="At the threshold with the greatest F1">
              precision
            </th>
            <th scope="col" title="At the threshold with the greatest F1">
              recall
            </th>
          </tr>
        </thead>
        <tbody>
          {scores.map((score) => (
            <tr
              key={score.category}
              title={`Threshold ${score.best.threshold}, F1 ${formatFixed(score.best.f1, 3)}; average precision ${formatFixed(score.averagePrecision, 3)}`}
            >
              <th scope="row">{score.category}</th>
              <td>{formatCount(score.positives)}</td>
              <td>{formatFixed(score.auroc, 3)}</td>
              <td>{formatFixed(score.best.precision, 3)}</td>
              <td>{formatFixed(score.best.recall, 3)}</td>
            </tr>
          ))}
        </tbody>
      </PlainTable>
    </section>
  )
}
