import { expect, it } from 'vitest'
import { normWords, tickWords } from '../../../../../renderer/screens/new-project/norm-words'

it('norms of any size keep three digits', () => {
  expect([171.53, 3.622, 0.03124, 1234.56, 0].map((norm) => normWords(norm))).toEqual([
    '171.5',
    '3.62',
    '0.0312',
    '1,234.6',
    '0.0'
  ])
  expect([144.2, 2.76, 13715.2].map((norm) => normWords(norm, 0))).toEqual(['144', '2.76', '13,715'])
})

it('ticks tell their difference', () => {
  expect(tickWords([3, 3.5, 4, 4.5])).toEqual(['3.0', '3.5', '4.0', '4.5'])
  expect(tickWords([150, 200, 1000])).toEqual(['150', '200', '1,000'])
  expect(tickWords([0.002, 0.0025])).toEqual(['0.0020', '0.0025'])
  expect(tickWords([])).toEqual([])
})
