import { expect, test } from 'vitest'
import { cohenKappa } from '../../../../main/maths/cohen-kappa'

/** So many pairs of each kind. */
const pairs = (counts: Record<string, number>) =>
  Object.entries(counts).flatMap(([pair, count]) => Array.from({ length: count }, () => [pair[0], pair[1]] as const))

test('is that of the worked example of Wikipedia (20 + 15 of 50 agree): 0.4', () => {
  const found = cohenKappa(pairs({ yy: 20, yn: 5, ny: 10, nn: 15 }))
  expect(found.observed).toBeCloseTo(0.7)
  expect(found.expected).toBeCloseTo(0.5)
  expect(found.kappa).toBeCloseTo(0.4)
})

test('is 1 for equal answers, below 0 for opposite ones, 0 where agreement is chance', () => {
  expect(cohenKappa(pairs({ aa: 3, bb: 4, cc: 1 })).kappa).toBe(1)
  expect(cohenKappa(pairs({ ab: 5, ba: 5 })).kappa).toBe(-1)
  expect(cohenKappa(pairs({ aa: 9, ab: 3, ba: 3, bb: 1 })).kappa).toBeCloseTo(0)
})

test('is not defined without pairs or with one category only', () => {
  expect(cohenKappa([])).toEqual({ kappa: null, observed: 0, expected: 0, count: 0 })
  expect(cohenKappa(pairs({ aa: 7 }))).toEqual({ kappa: null, observed: 1, expected: 1, count: 7 })
})
