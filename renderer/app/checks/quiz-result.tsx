/** What a quiz was worth: the balanced accuracy as a fact that explains itself, and each row with its activation. */
import type { QuizResult } from '../../../contract/records/quiz'
import { Button } from '../../widgets/button'
import { activationDecimals } from '../../widgets/concordance/layout'
import { Dialog } from '../../widgets/dialog/dialog'
import { Failed } from '../../widgets/empty'
import { Skeleton } from '../../widgets/skeleton'
import { Tooltip } from '../../widgets/tooltip'
import { useCommands } from '../commands/commands'
import { useCall } from '../engine/queries'
import styles from './quiz.module.css'
import { RevealedRows } from './quiz-rows'
import { type FeaturePlace, leaveQuiz, startQuiz } from './quiz-state'
import { accuracyWords, intervalWords, quizExplanation, rightWords, whenWords } from './quiz-words'

const scope = 'quiz'

export interface QuizResultDialogProps {
  place: FeaturePlace
  result: QuizResult
  /** Just answered: another quiz is offered. */
  isNew: boolean
  /** Largest activation of the feature; undefined while its page is not there. */
  max: number | undefined
}

export function QuizResultDialog({ place, result, isNew, max }: QuizResultDialogProps) {
  const again = () => void startQuiz(place, result.label, async () => undefined)
  useCommands([
    { id: 'quiz.close', title: 'Close the quiz', keys: ['Enter', 'Escape'], scope, run: leaveQuiz },
    { id: 'quiz.again', title: 'Another quiz', keys: ['Shift+Q'], scope, when: isNew, run: again }
  ])
  return (
    <Dialog
      title={`Quiz of feature ${result.feature}`}
      width={920}
      scope={scope}
      onClose={leaveQuiz}
      actions={
        <>
          <span className={styles.notice}>
            Kept with the label as it was{result.version > 0 && `, edit ${result.version}`}: {whenWords(result)}
          </span>
          {isNew && <Button command="quiz.again">Another quiz</Button>}
          <Button variant="primary" command="quiz.close">
            Close
          </Button>
        </>
      }
    >
      <p className={styles.label}>
        <span className={styles.text}>{result.label}</span>
      </p>
      <Score result={result} />
      <Rows place={place} result={result} max={max} />
    </Dialog>
  )
}

function Score({ result }: { result: QuizResult }) {
  const { balancedAccuracy, interval, answers } = result
  return (
    <p className={styles.score} role="status">
      <Tooltip text={quizExplanation(result, answers)}>
        <span className={`display selectable ${styles.value}`}>{accuracyWords(balancedAccuracy)}</span>
      </Tooltip>
      <span>
        balanced accuracy, 95 % interval <span className="mono">{intervalWords(interval)}</span>
      </span>
      <span className={styles.about}>{answers.length > 0 && rightWords(answers)}</span>
    </p>
  )
}

function Rows(props: Omit<QuizResultDialogProps, 'isNew'>) {
  if (props.result.answers.length > 0) return <KnownRows {...props} />
  return <p className={styles.elsewhere}>It came with a file of labels: its rows are not known here.</p>
}

function KnownRows({ place, result, max }: Omit<QuizResultDialogProps, 'isNew'>) {
  const rows = useCall('checks.quizRows', { project: place.project, quiz: result.id, context: 64 })
  const greatest = max ?? Math.max(...result.answers.map(({ value }) => value))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
    <section tabIndex={0} aria-label="Rows of the quiz with their activations" className={styles.rows}>
      {rows.error ? (
        <Failed error={rows.error} />
      ) : rows.data ? (
        <RevealedRows result={result} rows={rows.data} max={greatest} decimals={activationDecimals(greatest)} />
      ) : (
        <Skeleton rows={10} rowHeight={26} />
      )}
    </section>
  )
}
