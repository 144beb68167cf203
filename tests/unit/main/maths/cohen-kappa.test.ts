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

/**
 * scikit-learn 1.9.1: sklearn.metrics.cohen_kappa_score of these two lists gave 0.7309417040358746 (0 labeled, 1 not interpretable,
 * 2 flagged, 3 draft; 60 features drawn with Python's random.Random(7), the second keeping 60 % of the first).
 */
test('is what scikit-learn gives for four states', () => {
  const one = '001010010000020013103020000201101000100100210113203002000121'
  const other = '011030012000020003103020003201101000101110220110203002000111'
  const found = cohenKappa([...one].map((state, place) => [state, other[place]] as const))
  expect(found.kappa).toBeCloseTo(0.7309417040358746, 12)
  expect(found.count).toBe(60)
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
