/** Quantiles as numpy.quantile computes them by default. */
import { expect, it } from 'vitest'
import { quantileOfSorted } from '../../../../main/maths/quantiles'

it('interpolates between neighbors', () => {
  // numpy.quantile([1, 2, 4, 8], [0, 0.25, 0.5, 0.9, 1])
  const shares = [0, 0.25, 0.5, 0.9, 1]
  const found = shares.map((share) => quantileOfSorted([1, 2, 4, 8], share))
  const wanted = [1, 1.75, 3, 6.8, 8]
  for (const [index, value] of found.entries()) expect(value).toBeCloseTo(wanted[index], 12)
})

it('knows one number and none', () => {
  expect(quantileOfSorted([5], 0.3)).toBe(5)
  expect(quantileOfSorted([], 0.5)).toBeNaN()
})
