/** The sketch: exact while small, close when large, and equal in all its answers. */
import { describe, expect, it } from 'vitest'
import { QuantileSketch } from '../../../../main/maths/quantile-sketch'
import { quantileOfSorted } from '../../../../main/maths/quantiles'
import { createRandom } from '../../../../main/maths/random'

function lognormal(count: number): number[] {
  const random = createRandom(9)
  return Array.from({ length: count }, () => Math.fround(Math.exp(random.normal()) * 100))
}

function sketchOf(values: number[], limit?: number): QuantileSketch {
  const sketch = new QuantileSketch(limit)
  for (const value of values) sketch.add(value)
  return sketch
}

describe('an exact sketch', () => {
  it('gives exact quantiles, also when more is added after asking', () => {
    const values = lognormal(9999)
    const sketch = sketchOf(values.slice(0, 5000))
    sketch.quantile(0.5)
    for (const value of values.slice(5000)) sketch.add(value)
    const sorted = values.toSorted((a, b) => a - b)
    for (const share of [0, 0.01, 0.5, 0.99, 1]) expect(sketch.quantile(share)).toBe(quantileOfSorted(sorted, share))
  })

  it('counts what lies above a limit and keeps sum, least and greatest', () => {
    const sketch = sketchOf([3, 1, 4, 1, 5, 0])
    let above = 0
    sketch.unsortedAbove(3, (_, count) => {
      above += count
    })
    expect([above, sketch.count, sketch.sum, sketch.min, sketch.max]).toEqual([2, 6, 14, 0, 5])
  })

  it('has no quantile of nothing', () => {
    expect(new QuantileSketch().quantile(0.5)).toBeNaN()
  })
})

describe('a coarse sketch', () => {
  const values = lognormal(20_000)
  const exact = sketchOf(values)
  const coarse = sketchOf(values, 1000)

  it('gives quantiles within 2^−10', () => {
    for (const share of [0, 0.01, 0.25, 0.5, 0.75, 0.99, 1]) {
      expect(Math.abs(coarse.quantile(share) / exact.quantile(share) - 1)).toBeLessThan(2 ** -10)
    }
  })

  it('counts nearly the same above a limit', () => {
    const above = (sketch: QuantileSketch): number => {
      let count = 0
      sketch.unsortedAbove(400, (_, times) => {
        count += times
      })
      return count
    }
    expect(Math.abs(above(coarse) - above(exact))).toBeLessThan(5)
  })

  it('takes zeros', () => {
    expect(sketchOf([0, 0, 0, 1], 2).quantile(0.5)).toBeLessThan(1e-38)
  })
})

it('sorts values into equal bins, the last with both ends, and counts what is beyond', () => {
  const sketch = sketchOf([0, 0.5, 0.75, 1.4, 2, 2.1, 7])
  expect(sketch.histogram([0, 0.5, 1, 1.5, 2])).toEqual({ counts: [1, 2, 1, 1], beyond: 2 })
})
