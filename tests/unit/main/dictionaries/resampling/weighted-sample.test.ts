import { describe, expect, it } from 'vitest'
import { weightedSample } from '../../../../../main/dictionaries/resampling/weighted-sample'

describe('weightedSample', () => {
  it('draws in proportion to the weights', () => {
    const weights = Float64Array.of(1, 2, 5, 0)
    const first = [0, 0, 0, 0]
    for (let seed = 0; seed < 8000; seed += 1) first[weightedSample(weights, 1, seed)[0]] += 1
    expect(first[3]).toBe(0)
    // Standard deviations are 30 to 44 draws.
    for (const [place, share] of [1 / 8, 2 / 8, 5 / 8].entries()) expect(Math.abs(first[place] - 8000 * share)).toBeLessThan(180)
  })

  it('draws each place once, none of weight 0, and fewer than asked where there are fewer', () => {
    const drawn = weightedSample(Float64Array.of(3, 0, 1e-9, 1e9), 10, 4)
    expect([...drawn].sort()).toEqual([0, 2, 3])
    expect(weightedSample(new Float64Array(5), 2, 1)).toEqual([])
  })

  it('depends on the seed alone', () => {
    const weights = Float64Array.from({ length: 100 }, (_, i) => i)
    expect(weightedSample(weights, 20, 5)).toEqual(weightedSample(weights, 20, 5))
    expect(weightedSample(weights, 20, 6)).not.toEqual(weightedSample(weights, 20, 5))
  })
})
