/** Columns of the feature list about checks of labels: the latest quiz and the score of the rule. */
import type { FeatureRow } from '../../../contract/records/feature'
import { accuracyWords, dueOf, quizExplanation, quizFormula } from '../../app/checks/quiz-words'
import { ruleExplanation, ruleFormulas } from '../../app/checks/rule-words'
import { formatFixed } from '../../widgets/format'
import { Icon } from '../../widgets/icon/icon'
import styles from './columns.module.css'

export type CheckColumnKey = 'quiz' | 'ruleF1'

export interface CheckColumn {
  key: CheckColumnKey
  name: string
  formula: string
  width: string
}

export const checkColumnList: readonly CheckColumn[] = [
  { key: 'quiz', name: 'quiz', formula: `${quizFormula}, in the latest quiz`, width: '60px' },
  { key: 'ruleF1', name: 'rule F1', formula: `${ruleFormulas.f1}, of the attached rule`, width: '52px' }
]

/** The number, with what it is on hover; – where there is none. */
export function checkCell(key: CheckColumnKey, row: FeatureRow) {
  const said = key === 'quiz' ? quizSaid(row) : ruleSaid(row)
  if (!said) return <span className={styles.none}>–</span>
  return (
    <span className={styles.number} title={said.title}>
      {said.isOld && <span className="hidden-text">of before: </span>}
      <span className={said.isOld ? styles.quiet : undefined}>{said.text}</span>
    </span>
  )
}

function quizSaid({ quiz, label }: FeatureRow) {
  if (!quiz) return undefined
  const due = dueOf({ label, quiz })
  return { text: accuracyWords(quiz.balancedAccuracy), title: due ?? quizExplanation(quiz), isOld: due !== undefined }
}

function ruleSaid({ rule }: FeatureRow) {
  if (rule?.f1 === undefined) return undefined
  const title = rule.stale ? `Scored before the latest analysis. ${ruleExplanation(rule)}` : ruleExplanation(rule)
  return { text: formatFixed(rule.f1, 2), title, isOld: rule.stale }
}

/** Beside a label that was edited since its quiz. */
export function DueMark({ row }: { row: FeatureRow }) {
  const due = dueOf(row)
  if (!due) return null
  return (
    <span className={styles.due} role="img" aria-label="New quiz needed" title={due}>
      <Icon name="warning" size={14} />
    </span>
  )
}
