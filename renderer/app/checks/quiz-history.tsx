/** All quizzes of a feature, the latest first; each opens what it was worth. */
import { formatWhen } from '../../widgets/format'
import { useCall } from '../engine/queries'
import styles from './checks-section.module.css'
import { type FeaturePlace, showResult } from './quiz-state'
import { accuracyWords, quizExplanation } from './quiz-words'

export function QuizHistory({ place }: { place: FeaturePlace }) {
  const results = useCall('checks.quizzes', place).data ?? []
  if (results.length === 0) return null
  return (
    <ol aria-label="Quizzes of the feature" className={styles.history}>
      {results.map((result) => (
        <li key={result.id}>
          <button
            type="button"
            className={styles.entry}
            title={quizExplanation(result, result.answers)}
            onClick={() => showResult(place, result)}
          >
            <span className={styles.when}>{formatWhen(result.at)}</span>
            <span className={styles.accuracy}>{accuracyWords(result.balancedAccuracy)}</span>
            <span className="ellipsis">{result.label}</span>
          </button>
        </li>
      ))}
    </ol>
  )
}
