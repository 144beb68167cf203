import { describe, expect, test } from 'vitest'
import type { QuizResult } from '../../../../../contract/records/quiz'
import type { StoredRule } from '../../../../../contract/records/rule'
import type { ProjectStore } from '../../../../../main/store/project-store'
import { analyze, codeOf, projectWithRun } from '../samples'

const rows = [{ row: 4, kind: 'fires' as const, value: 2 }]

function quiz(store: ProjectStore, run: string, feature: number, at: number, changes: Partial<QuizResult> = {}): QuizResult {
  const id = `quiz-${feature}-${at}`
  store.checks.openQuiz({ id, run, feature, at, rows, about: { label: 'a word', version: 3 } })
  const { about } = store.checks.waiting(id)
  const answers = [{ ...rows[0], said: true, right: true }]
  const result = { id, run, feature, at, author: 'Ada', ...about, balancedAccuracy: 1, interval: [0.5, 1] as [number, number] }
  return store.checks.answer({ ...result, answers, ...changes })
}

const scored = (feature: number, f1: number, analysis: number): StoredRule => ({
  feature,
  rule: { kind: 'tokens', tokens: ['cat'], trim: true, ignoreCase: true },
  author: 'Ada',
  at: 5,
  label: 'cats',
  score: { threshold: 0, rows: 100, fires: 10, named: 8, both: 6, precision: 0.75, recall: 0.6, f1, analysis }
})

async function analyzed() {
  const made = await projectWithRun({ dSae: 64 })
  analyze(made.store, made.run)
  return { ...made, analysis: made.store.features.analysis(made.run)?.id ?? 0 }
}

describe('quizzes', () => {
  test('are kept with the label that they began with, and due once it says something else', async () => {
    const { store, run } = await analyzed()
    store.labels.edit(run, 1, { label: 'a word' })
    quiz(store, run, 1, 10)
    expect(store.checks.results(run, 1)).toMatchObject([{ label: 'a word', version: 3, due: false }])
    expect(store.features.rows(run, [1])[0].quiz).toMatchObject({ balancedAccuracy: 1, interval: [0.5, 1], label: 'a word' })
    store.labels.edit(run, 1, { label: 'another' })
    expect(store.checks.results(run)).toMatchObject([{ due: true }])
    store.labels.edit(run, 1, { label: '' })
    expect(store.checks.results(run)).toMatchObject([{ due: false }])
  })

  test('that wait can be left, and nothing of them stays; answered ones can not', async () => {
    const { store, run } = await analyzed()
    store.checks.openQuiz({ id: 'one', run, feature: 1, at: 10, rows, about: { label: '', version: 0 } })
    expect(store.checks.usedRows(run, 1)).toEqual([4])
    expect(store.checks.leave('one')).toBe(true)
    expect(store.checks.leave('one')).toBe(false)
    expect(await codeOf(() => store.checks.waiting('one'))).toBe('not-found')
    expect(store.checks.usedRows(run, 1)).toEqual([])
    const { id } = quiz(store, run, 1, 20)
    expect(store.checks.leave(id)).toBe(false)
    store.checks.openQuiz({ id: 'two', run, feature: 1, at: 30, rows, about: { label: '', version: 0 } })
    store.checks.leaveOlder(40)
    expect(await codeOf(() => store.checks.waiting('two'))).toBe('not-found')
    expect(store.checks.answered(id).answers).toHaveLength(1)
  })
})

describe('features', () => {
  test('are found and sorted by the latest quiz', async () => {
    const { store, run } = await analyzed()
    const ids = (filter: string) => [...store.features.ids({ run, filter, sort: 'feature', descending: false })]
    store.labels.edit(run, 1, { label: 'a word' })
    store.labels.edit(run, 2, { label: 'edited' })
    quiz(store, run, 1, 10, { balancedAccuracy: 0.4 })
    quiz(store, run, 1, 20, { balancedAccuracy: 0.9 })
    quiz(store, run, 2, 15, { balancedAccuracy: 0.7 })
    expect(ids('quiz>0.5')).toEqual([1, 2])
    expect(ids('quiz>80%')).toEqual([1])
    expect(ids('quiz:stale')).toEqual([2])
    expect(ids('quiz:current')).toEqual([1])
    expect(ids('quiz:none')).toHaveLength(62)
    expect([...store.features.ids({ run, sort: 'quiz' })].slice(0, 3)).toEqual([1, 2, 0])
  })

  test('are found by the score of their rule, which is stale once the run is analyzed again', async () => {
    const { store, run, analysis } = await analyzed()
    const ids = (filter: string) => [...store.features.ids({ run, filter, sort: 'feature', descending: false })]
    store.checks.setRule(run, 3, scored(3, 0.9, analysis))
    store.checks.setRule(run, 4, scored(4, 0.5, analysis))
    const { score: _unscored, ...old } = scored(5, 0, 0)
    store.checks.setRule(run, 5, old)
    expect(ids('rule-f1>0.8')).toEqual([3])
    expect(ids('rule-precision=75% rule-recall<0.7')).toEqual([3, 4])
    expect(ids('rule:current')).toEqual([3, 4])
    expect(ids('rule:stale')).toEqual([5])
    expect([...store.features.ids({ run, sort: 'ruleF1' })].slice(0, 2)).toEqual([3, 4])
    expect(store.features.rows(run, [3, 5]).map(({ rule }) => rule)).toEqual([
      { precision: 0.75, recall: 0.6, f1: 0.9, stale: false },
      { stale: true }
    ])
    analyze(store, run)
    expect(ids('rule:current')).toEqual([])
    expect(store.checks.rules(run).map(({ stale }) => stale)).toEqual([true, true, true])
    store.checks.setRule(run, 3, undefined)
    expect(store.checks.rules(run).map(({ feature }) => feature)).toEqual([4, 5])
    expect(store.checks.rules(run, 4)).toHaveLength(1)
  })

  test('are steps of undo, several taken in as one; a new score is none and stays out of the way', async () => {
    const { store, run, analysis } = await analyzed()
    const dog: StoredRule = {
      ...scored(3, 0.5, analysis),
      rule: { kind: 'pattern', pattern: 'dog', over: 'token', ignoreCase: false }
    }
    const tokens = () => store.checks.rules(run).map(({ feature, rule, score }) => [feature, rule.kind, score?.f1])
    store.checks.setRule(run, 3, scored(3, 0.9, analysis), { author: 'Ada' })
    store.checks.takeRules(run, [dog, scored(4, 0.7, analysis)], { author: 'Ada' })
    store.checks.setRule(run, 4, scored(4, 0.8, analysis), { author: 'Ada' })
    store.checks.setRule(run, 3, undefined, { author: 'Ada' })
    expect(tokens()).toEqual([[4, 'tokens', 0.8]])
    expect(store.annotation.undo()).toEqual({ rules: { run, features: [3], change: 'removed' } })
    expect(tokens()).toEqual([
      [3, 'pattern', 0.5],
      [4, 'tokens', 0.8]
    ])
    expect(store.annotation.undo()).toEqual({ rules: { run, features: [3, 4], change: 'changed' } })
    expect(tokens()).toEqual([[3, 'tokens', 0.9]])
    store.checks.setRule(run, 3, dog, { author: 'Bea' })
    store.annotation.undo({ author: 'Ada' })
    expect(tokens()).toEqual([[3, 'pattern', 0.5]])
  })

  test('are refused a state that there is not', async () => {
    const { store, run } = await analyzed()
    expect(await codeOf(() => store.features.ids({ run, filter: 'quiz:old' }))).toBe('usage')
    expect(await codeOf(() => store.features.ids({ run, filter: 'rule-f2>0.5' }))).toBe('usage')
  })
})
