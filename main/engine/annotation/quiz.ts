/** Quizzes about labels: rows from the activation index, shown without their activations, answered once. */
import { randomUUID } from 'node:crypto'
import type { Checked } from '../../../contract/calls/index'
import type { Example } from '../../../contract/records/feature'
import type { Quiz, QuizResult } from '../../../contract/records/quiz'
import { LoupeError } from '../../../contract/wire/errors'
import { chooseRows } from '../../analysis/quiz/choose-rows'
import { balancedAccuracy, balancedAccuracyInterval } from '../../maths/balanced-accuracy'
import { mixSeeds } from '../../maths/random'
import type { FeatureEvidence } from '../../store/feature-records'
import type { OpenProject } from '../projects/open-projects'
import { analysisOf } from '../services/analysis-of'
import { examplesOf } from '../services/examples-of'

/** Nearest features whose rows may be near misses. */
const mostNeighbors = 5
/** Tokens beside an example that a page shows at first, with their activations. */
const shownContext = 16
/** A quiz that nobody answered for so long is taken away. */
const waitingMs = 24 * 60 * 60 * 1_000

type Asked = Omit<Checked<'checks.quiz'>, 'project' | 'blind' | 'author'>

export async function startQuiz({ store, indexes }: OpenProject, { run, feature, seed, context }: Asked): Promise<Quiz> {
  const { folder } = analysisOf(store, run)
  const evidence = store.features.evidence(run, feature)
  const [index, activations] = await Promise.all([indexes.rowIndex(store.runs.get(run).dataset), indexes.activationIndex(folder)])
  const postings = await activations.postings(feature)
  const nearest = evidence.neighbors.slice(0, mostNeighbors)
  const used = store.checks.usedRows(run, feature)
  const drawn = seed ?? mixSeeds(feature, used.length)
  const shown = shownRows(evidence)
  const rows = chooseRows({
    postings,
    neighbors: await Promise.all(nearest.map((neighbor) => activations.postings(neighbor.feature))),
    uses: await index.uses(0, index.rows),
    documents: await index.documents(0, index.rows),
    seen: new Set([...shown, ...used]),
    nearSeen: rowsAround(shown),
    seed: drawn
  })
  if (rows.length === 0) throw tooFew(feature)
  const id = randomUUID()
  const { label } = store.labels.get(run, feature)
  const version = store.labels.history(run, feature).find(({ applied }) => applied)?.id ?? 0
  const examples = await examplesOf(
    rows.map(({ row }) => row),
    { index, postings, context }
  )
  store.checks.leaveOlder(Date.now() - waitingMs)
  store.checks.openQuiz({ id, run, feature, at: Date.now(), rows, about: { label, version } })
  const hidden = examples.map(({ value: _value, values: _values, ...row }) => row)
  return { id, run, feature, label, seed: drawn, rows: hidden }
}

export function answerQuiz({ store }: OpenProject, quiz: string, fires: readonly boolean[], author: string): QuizResult {
  const { id, run, feature, rows, about } = store.checks.waiting(quiz)
  if (fires.length !== rows.length)
    throw new LoupeError('usage', `The quiz has ${rows.length} rows, but there are ${fires.length} answers`)
  const answers = rows.map((row, i) => ({ ...row, said: fires[i], right: fires[i] === (row.kind === 'fires') }))
  const rightOf = (kind: boolean) => {
    const some = answers.filter((answer) => (answer.kind === 'fires') === kind)
    return { right: some.filter(({ right }) => right).length, of: some.length }
  }
  const [positives, negatives] = [rightOf(true), rightOf(false)]
  return store.checks.answer({
    id,
    run,
    feature,
    at: Date.now(),
    author,
    ...about,
    balancedAccuracy: balancedAccuracy(positives, negatives),
    interval: balancedAccuracyInterval(positives, negatives),
    answers
  })
}

/** The rows of an answered quiz as its answers reveal them. */
export async function revealedRows({ store, indexes }: OpenProject, quiz: string, context: number): Promise<Example[]> {
  const { run, feature, answers } = store.checks.answered(quiz)
  const { folder } = analysisOf(store, run)
  const [index, activations] = await Promise.all([indexes.rowIndex(store.runs.get(run).dataset), indexes.activationIndex(folder)])
  const postings = await activations.postings(feature)
  return examplesOf(
    answers.map(({ row }) => row),
    { index, postings, context }
  )
}

function rowsAround(rows: readonly number[]): Set<number> {
  const around = new Set<number>()
  for (const row of rows) for (let by = -shownContext; by <= shownContext; by += 1) around.add(row + by)
  return around
}

/** What pages of the feature show with activations. */
function shownRows({ top, random, intervals }: FeatureEvidence): number[] {
  return [top, random, ...intervals].flatMap(({ rows }) => [...rows])
}

function tooFew(feature: number): LoupeError {
  return new LoupeError('empty', `Feature ${feature} fires on too few rows that were not shown for a quiz`, {
    hint: 'Analyze more rows, or take a feature that fires more often.'
  })
}
