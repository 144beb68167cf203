import { expect, test } from 'vitest'
import {
  answeredCount,
  movedBy,
  noAnswers,
  wholeAnswers,
  withAnswer,
  withoutAnswer
} from '../../../../../renderer/app/checks/quiz-answers'

test('an answer goes on to the next row without one, around the end, and stays when all have one', () => {
  const last = movedBy(noAnswers(3), 5)
  expect(last.at).toBe(2)
  const around = withAnswer(last, true)
  expect(around).toEqual({ at: 0, said: [undefined, undefined, true] })
  const whole = withAnswer(withAnswer(around, false), false)
  expect(whole).toEqual({ at: 1, said: [false, false, true] })
  expect(wholeAnswers(whole)).toEqual([false, false, true])
  expect(withAnswer(whole, true)).toEqual({ at: 1, said: [false, true, true] })
})

test('an answer is taken back, and the quiz is not whole then', () => {
  const two = withAnswer(withAnswer(noAnswers(2), true), false)
  const one = withoutAnswer(movedBy(two, -1))
  expect(answeredCount(one)).toBe(1)
  expect(wholeAnswers(one)).toBeUndefined()
  expect(movedBy(one, -1).at).toBe(0)
})
