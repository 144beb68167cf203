/** Results of quizzes and scores of rules as lists ask for them: of one feature, and as columns over all features of a run. */
import { CheckState, isQuizDue, type QuizMark, type RuleMark } from '../../../contract/records/check-marks'
import { QuizResult } from '../../../contract/records/quiz'
import { checkedRecord, type TableContext, valueFromJson } from './stored-records'

/** Numbers of checks that features are filtered and sorted by. */
export type CheckKey = 'quiz' | 'ruleF1' | 'rulePrecision' | 'ruleRecall'

/** [features] each; NaN where there is none. States are those of CheckState by number. */
export type CheckColumns = Record<CheckKey, Float64Array> & Record<'quizState' | 'ruleState', Uint8Array>

/** `analysis` is the number of the current one: rules that were held against another are stale. */
export interface CheckMarks {
  marks(run: string, feature: number, analysis: number): { quiz?: QuizMark; rule?: RuleMark }
  columns(run: string, count: number, analysis: number): CheckColumns
}

interface QuizTuple {
  feature: number
  accuracy: number
  quizzed: string
  /** Null where nobody touched the label. */
  label: string | null
}

interface RuleTuple {
  feature: number
  analysis: number | null
  score_precision: number | null
  score_recall: number | null
  score_f1: number | null
}

const ruleColumns = 'feature, analysis, score_precision, score_recall, score_f1'

export function checkMarks({ connection }: TableContext): CheckMarks {
  const latestQuiz = connection
    .prepare<[string, number], string>(
      `SELECT record FROM label_quizzes WHERE run = ? AND feature = ? AND accuracy IS NOT NULL ORDER BY at DESC, rowid DESC LIMIT 1`
    )
    .pluck()
  const oneRule = connection.prepare<[string, number], RuleTuple>(
    `SELECT ${ruleColumns} FROM label_rules WHERE run = ? AND feature = ?`
  )
  // SQLite takes the other columns from the row of the maximum. Without the index each record would be read: 4 s for 100,000 features.
  const quizzes = connection.prepare<[string], QuizTuple>(
    `SELECT quiz.feature, quiz.accuracy, quiz.quizzed, labels.label FROM (
       SELECT run, feature, max(at), accuracy, quizzed_label AS quizzed FROM label_quizzes
       INDEXED BY label_quizzes_answered WHERE run = ? AND accuracy IS NOT NULL GROUP BY run, feature
     ) AS quiz LEFT JOIN labels ON labels.run = quiz.run AND labels.feature = quiz.feature`
  )
  const rules = connection.prepare<[string], RuleTuple>(`SELECT ${ruleColumns} FROM label_rules WHERE run = ?`)

  return {
    marks(run, feature, analysis) {
      const quiz = latestQuiz.get(run, feature)
      const rule = oneRule.get(run, feature)
      return { ...(quiz === undefined ? {} : { quiz: quizMark(quiz) }), ...(rule ? { rule: ruleMark(rule, analysis) } : {}) }
    },
    columns(run, count, analysis) {
      const columns = emptyColumns(count)
      for (const { feature, accuracy, quizzed, label } of quizzes.iterate(run)) {
        columns.quiz[feature] = accuracy
        columns.quizState[feature] = stateNumber(isQuizDue(label ?? '', { label: quizzed }) ? 'stale' : 'current')
      }
      for (const rule of rules.iterate(run)) {
        const { precision = Number.NaN, recall = Number.NaN, f1 = Number.NaN, stale } = ruleMark(rule, analysis)
        columns.rulePrecision[rule.feature] = precision
        columns.ruleRecall[rule.feature] = recall
        columns.ruleF1[rule.feature] = f1
        columns.ruleState[rule.feature] = stateNumber(stale ? 'stale' : 'current')
      }
      return columns
    }
  }
}

export function stateNumber(state: CheckState): number {
  return CheckState.options.indexOf(state)
}

function emptyColumns(count: number): CheckColumns {
  const unknown = () => new Float64Array(count).fill(Number.NaN)
  return {
    quiz: unknown(),
    ruleF1: unknown(),
    rulePrecision: unknown(),
    ruleRecall: unknown(),
    quizState: new Uint8Array(count),
    ruleState: new Uint8Array(count)
  }
}

function quizMark(record: string): QuizMark {
  const { result } = valueFromJson(record, 'quiz') as { result: unknown }
  const { id, at, author, balancedAccuracy, interval, label } = checkedRecord(QuizResult, result, 'quiz')
  return { id, at, author, balancedAccuracy, interval, label }
}

function ruleMark({ analysis, score_precision, score_recall, score_f1 }: RuleTuple, current: number): RuleMark {
  const stale = analysis !== current
  if (score_precision === null || score_recall === null || score_f1 === null) return { stale }
  return { precision: score_precision, recall: score_recall, f1: score_f1, stale }
}
