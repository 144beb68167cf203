import { expect, test } from 'vitest'
import type { QuizAnswer } from '../../../../../contract/records/quiz'
import { dueOf, intervalWords, quizExplanation, rightWords } from '../../../../../renderer/app/checks/quiz-words'
import { confusionOf, ruleFacts } from '../../../../../renderer/app/checks/rule-words'

const answer = (kind: QuizAnswer['kind'], right: boolean): QuizAnswer => ({ row: 1, kind, value: 0, said: true, right })
const mark = {
  id: 'a',
  at: 0,
  author: 'Ada',
  balancedAccuracy: 0.8,
  interval: [0.553, 0.978] as [number, number],
  label: 'a word'
}

test('a quiz says what was right of either kind, and its number explains itself', () => {
  const answers = [answer('fires', true), answer('fires', false), answer('near-miss', true), answer('random', true)]
  expect(rightWords(answers)).toBe('3 of 4 right: 1 of 2 that fire, 2 of 2 that are silent')
  expect(intervalWords(mark.interval)).toBe('55–98 %')
  const said = quizExplanation(mark, answers)
  for (const part of ['÷ 2', '3 of 4', 'Brodersen', '“a word”', 'Ada']) expect(said).toContain(part)
})

test('a new quiz is needed once the label says something else', () => {
  expect(dueOf({ label: 'a word', quiz: mark })).toBeUndefined()
  expect(dueOf({ label: 'another' })).toBeUndefined()
  expect(dueOf({ label: 'another', quiz: mark })).toMatch(/edited since its quiz \(80 % for “a word”\)/)
})

test('the counts of a rule add up to all rows', () => {
  const score = { threshold: 0, rows: 1_000, fires: 40, named: 30, both: 24, precision: 0.8, recall: 0.6, f1: 0.686 }
  const { both, missed, wronglyNamed, neither } = confusionOf(score)
  expect([both, missed, wronglyNamed, neither]).toEqual([24, 16, 6, 954])
  expect(both + missed + wronglyNamed + neither).toBe(score.rows)
  expect(ruleFacts(score).map(({ explanation }) => explanation)[1]).toContain('24 ÷ 30')
})
