/** The rows of a quiz as concordance lines: asked without any activation, then revealed with all of them. */
import type { Example } from '../../../contract/records/feature'
import type { Quiz, QuizResult } from '../../../contract/records/quiz'
import { Concordance } from '../../widgets/concordance/concordance'
import { formatFixed } from '../../widgets/format'
import { Icon } from '../../widgets/icon/icon'
import { textOfToken } from '../../widgets/token-strip/text'
import { useImageSource } from '../features/evidence'
import { useEvidenceView } from '../features/evidence-view'
import { useRowPictures } from '../features/row-picture'
import styles from './quiz.module.css'
import type { QuizAnswers } from './quiz-answers'
import { kindWords, spokenAnswer } from './quiz-words'

/** Of a picture among the rows, in px. */
const pictureHeight = 64
const sayings = { true: 'fires', false: 'silent' }

/** Its activations are hidden: the lines are drawn as if there were none. */
export function AskedRows({ quiz, answers }: { quiz: Quiz; answers: QuizAnswers }) {
  const context = useEvidenceView((view) => view.context)
  const pictureOf = useRowPictures(useImageSource(quiz.run), pictureHeight)
  const examples = quiz.rows.map((row): Example => ({ ...row, value: 0, values: row.tokens.map(() => 0) }))
  const wordOf = (row: number) => (answers.said[row] === undefined ? undefined : sayings[`${answers.said[row]}`])
  return (
    <Concordance
      sections={[section(examples, 'does the feature fire on the outlined token?')]}
      max={1}
      decimals={2}
      context={context}
      scale="linear"
      form="roomy"
      pictureOf={pictureOf}
      leadWidth={8}
      leadOf={(row) => ({
        cell: <span className={wordOf(row) ? styles.said : styles.unsaid}>{wordOf(row) ?? '–'}</span>,
        spoken: `Row ${row + 1}: ${wordOf(row) ?? 'no answer yet'}; ${textAround(quiz.rows[row])}`,
        isCurrent: row === answers.at
      })}
    />
  )
}

export interface RevealedRowsProps {
  result: QuizResult
  rows: readonly Example[]
  max: number
  decimals: number
}

/** The values are those of the answers, also when the run was analyzed again since. */
export function RevealedRows({ result, rows, max, decimals }: RevealedRowsProps) {
  const { context, scale } = useEvidenceView()
  const pictureOf = useRowPictures(useImageSource(result.run), pictureHeight)
  return (
    <Concordance
      sections={[section([...rows], 'right or wrong, the activation, and why the row was in the quiz')]}
      max={max}
      decimals={decimals}
      context={context}
      scale={scale}
      form="roomy"
      pictureOf={pictureOf}
      leadWidth={22}
      leadOf={(row) => {
        const answer = result.answers[row]
        return {
          cell: (
            <span className={styles.verdict} data-right={answer?.right}>
              <Icon name={answer?.right ? 'check' : 'close'} size={14} />
              <span className={styles.activation}>{formatFixed(answer?.value, decimals)}</span>
              <span className={styles.kind}>{answer && kindWords[answer.kind]}</span>
            </span>
          ),
          spoken: answer ? spokenAnswer(answer, row + 1, decimals) : '',
          isCurrent: false
        }
      }}
    />
  )
}

function section(examples: Example[], detail: string) {
  return { name: 'quiz', title: 'Rows', detail, explanation: 'Held out: no page of the feature shows them', examples, hidden: 0 }
}

function textAround({ tokens, peak }: Quiz['rows'][number]): string {
  const text = (from: number, to: number) => tokens.slice(Math.max(0, from), to).map(textOfToken).join('')
  return `${text(peak - 8, peak)} [${text(peak, peak + 1).trim()}] ${text(peak + 1, peak + 4)}`
}
