/** Quizzes, with their rows while they wait and with their result after that, and rules attached to labels. */
import { z } from 'zod'
import { Count, Index } from '../../../contract/records/basics'
import { isQuizDue } from '../../../contract/records/check-marks'
import { QuizKind, QuizResult, type StandingResult } from '../../../contract/records/quiz'
import type { StandingRule, StoredRule } from '../../../contract/records/rule'
import { LoupeError } from '../../../contract/wire/errors'
import type { CheckStore, OpenQuiz } from '../check-records'
import type { EditContext } from '../label-records'
import { durableWrites } from './durable-writes'
import type { LabelTable } from './labels'
import { isSameRule, type RuleRows } from './rule-rows'
import type { StepLine } from './steps'
import { recordFromJson, type TableContext, validRecord } from './stored-records'

export const ChosenQuizRow = z.object({ row: Index, kind: QuizKind, value: z.number() })
export type ChosenQuizRow = z.infer<typeof ChosenQuizRow>

/** What an open quiz is about; absent in one that an older Loupe opened. */
const QuizzedLabel = z.object({ label: z.string(), version: Count })
const QuizRecord = z.union([
  z.strictObject({ waiting: z.array(ChosenQuizRow), about: QuizzedLabel.optional() }),
  z.strictObject({ result: QuizResult })
])

interface QuizRow {
  id: string
  run: string
  feature: number
  at: number
  record: string
}

/** Without a rule it is taken away. */
interface RuleChange {
  feature: number
  rule: StoredRule | undefined
}

interface CheckTableNeeds {
  labels: LabelTable
  rules: RuleRows
  steps: StepLine
  currentAnalysis(run: string): number | undefined
}

export function checkTable({ connection }: TableContext, { labels, rules, steps, currentAnalysis }: CheckTableNeeds): CheckStore {
  const durably = durableWrites(connection)
  const columns = 'id, run, feature, at, record'
  const one = connection.prepare<[string], QuizRow>(`SELECT ${columns} FROM label_quizzes WHERE id = ?`)
  const insert = connection.prepare<[QuizRow]>(
    'INSERT INTO label_quizzes (id, run, feature, at, record) VALUES (@id, @run, @feature, @at, @record)'
  )
  // A damaged record is not taken for one that waits.
  const waits = "CASE WHEN json_valid(record) THEN json_type(record, '$.waiting') END = 'array'"
  const drop = connection.prepare<[string]>(`DELETE FROM label_quizzes WHERE id = ? AND ${waits}`)
  const dropOld = connection.prepare<[number]>(`DELETE FROM label_quizzes WHERE at < ? AND ${waits}`)
  const update = connection.prepare<[number, string, string]>('UPDATE label_quizzes SET at = ?, record = ? WHERE id = ?')
  const all = connection.prepare<{ run: string; feature: number | null }, QuizRow>(
    `SELECT ${columns} FROM label_quizzes WHERE run = @run AND (@feature IS NULL OR feature = @feature) ORDER BY at DESC, rowid DESC`
  )
  const recordOf = (row: QuizRow) => recordFromJson(QuizRecord, row.record, 'quiz')
  const standing = (result: QuizResult): StandingResult => ({
    ...result,
    due: isQuizDue(labels.get(result.run, result.feature).label, result)
  })

  /** One step of undo where a rule says something else than before; a new score alone is a measurement. */
  const changeRules = connection.transaction((run: string, given: readonly RuleChange[], context: EditContext) => {
    labels.requireFeatures(
      run,
      given.map(({ feature }) => feature)
    )
    const before = given.flatMap(({ feature }) => rules.of(run, feature))
    for (const { feature, rule } of given)
      if (rule) rules.write(run, rule)
      else rules.remove(run, feature)
    const earlier = new Map(before.map((rule) => [rule.feature, rule]))
    const changed = given.filter(({ feature, rule }) => !isSameRule(earlier.get(feature), rule))
    if (changed.length === 0) return
    const taken = changed.flatMap(({ feature }) => earlier.get(feature) ?? [])
    const [from, to] = [taken, changed.flatMap(({ rule }) => rule ?? [])].map((part) => JSON.stringify(part))
    steps.record({ kind: 'rules', run, target: '', before: from, after: to }, context)
  })

  return {
    openQuiz({ rows, about, ...quiz }) {
      labels.requireFeature(quiz.run, quiz.feature)
      insert.run({ ...quiz, record: JSON.stringify(validRecord(QuizRecord, { waiting: rows, about }, 'quiz')) })
    },
    waiting(id): OpenQuiz {
      const row = one.get(id)
      if (!row) throw new LoupeError('not-found', `There is no quiz ${id} in this project`)
      const record = recordOf(row)
      if (!('waiting' in record))
        throw new LoupeError('exists', 'This quiz was answered already', { hint: 'Start a new one: it has other rows.' })
      const { run, feature, at } = row
      const { label } = labels.get(run, feature)
      return { id, run, feature, at, rows: record.waiting, about: record.about ?? { label, version: 0 } }
    },
    answer(result) {
      update.run(result.at, JSON.stringify(validRecord(QuizRecord, { result }, 'quiz')), result.id)
      return result
    },
    answered(id) {
      const row = one.get(id)
      const record = row && recordOf(row)
      if (record && 'result' in record) return record.result
      throw new LoupeError('not-found', `There is no answered quiz ${id} in this project`)
    },
    take(result) {
      if (one.get(result.id)) return false
      labels.requireFeature(result.run, result.feature)
      const { id, run, feature, at } = result
      insert.run({ id, run, feature, at, record: JSON.stringify(validRecord(QuizRecord, { result }, 'quiz')) })
      return true
    },
    leave: (id) => drop.run(id).changes > 0,
    leaveOlder: (before) => void dropOld.run(before),
    results: (run, feature) =>
      all.all({ run, feature: feature ?? null }).flatMap((row) => {
        const record = recordOf(row)
        return 'result' in record ? [standing(record.result)] : []
      }),
    usedRows: (run, feature) =>
      all.all({ run, feature }).flatMap((row) => {
        const record = recordOf(row)
        return ('result' in record ? record.result.answers : record.waiting).map((answer) => answer.row)
      }),
    rules: (run, feature) => {
      const analysis = currentAnalysis(run)
      return rules.of(run, feature).map((rule): StandingRule => ({ ...rule, stale: rule.score?.analysis !== analysis }))
    },
    setRule: (run, feature, rule, context = {}) => durably(() => changeRules(run, [{ feature, rule }], context)),
    takeRules: (run, given, context = {}) =>
      durably(() =>
        changeRules(
          run,
          given.map((rule) => ({ feature: rule.feature, rule })),
          context
        )
      )
  }
}
