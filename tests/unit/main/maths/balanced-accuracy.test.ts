import { expect, test } from 'vitest'
import { balancedAccuracy, balancedAccuracyInterval } from '../../../../main/maths/balanced-accuracy'
import { createRandom } from '../../../../main/maths/random'

test('is the mean of the two shares, whatever their sizes', () => {
  expect(balancedAccuracy({ right: 3, of: 5 }, { right: 5, of: 5 })).toBeCloseTo(0.8)
  expect(balancedAccuracy({ right: 1, of: 1 }, { right: 0, of: 99 })).toBe(0.5)
})

/** Gamma(n) for whole n is a sum of exponentials, Beta(a, b) a share of two of them. */
function sampledInterval(positives: { right: number; of: number }, negatives: { right: number; of: number }): number[] {
  const random = createRandom(5)
  const gamma = (n: number) => Array.from({ length: n }, () => -Math.log(1 - random.next())).reduce((sum, one) => sum + one, 0)
  const beta = ({ right, of }: { right: number; of: number }) => {
    const a = gamma(right + 1)
    return a / (a + gamma(of - right + 1))
  }
  const means = Float64Array.from({ length: 40_000 }, () => (beta(positives) + beta(negatives)) / 2).sort()
  return [means[1_000], means[39_000]]
}

test.each([
  [4, 5, 5, 5],
  [0, 5, 2, 5],
  [9, 10, 1, 3]
])('its interval is that of draws from the two posteriors (%i of %i, %i of %i)', (a, of, b, others) => {
  const [positives, negatives] = [
    { right: a, of },
    { right: b, of: others }
  ]
  const [low, high] = balancedAccuracyInterval(positives, negatives)
  const [sampledLow, sampledHigh] = sampledInterval(positives, negatives)
  expect(Math.abs(low - sampledLow)).toBeLessThan(0.01)
  expect(Math.abs(high - sampledHigh)).toBeLessThan(0.01)
})

/** By numerical integration of the two densities (scipy 1.17: quad of pdf · cdf, brentq for the quantiles). */
test.each([
  [[4, 5, 4, 5], 0.4721, 0.9061],
  [[5, 5, 5, 5], 0.6505, 0.9801],
  [[5, 5, 0, 5], 0.3178, 0.6822],
  [[2, 2, 1, 2], 0.3191, 0.8906]
])('its interval of %j is that of another library', ([right, of, others, otherOf], low, high) => {
  const found = balancedAccuracyInterval({ right, of }, { right: others, of: otherOf })
  expect(Math.abs(found[0] - low)).toBeLessThan(0.001)
  expect(Math.abs(found[1] - high)).toBeLessThan(0.001)
})
