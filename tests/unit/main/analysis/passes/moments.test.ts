import { describe, expect, it } from 'vitest'
import { momentsOf } from '../../../../../main/analysis/passes/moments'

const moments = (values: number[]) =>
  momentsOf(Float32Array.from(values), values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length))

describe('variance and skewness', () => {
  it('are those of a known sample', () => {
    // scipy.stats.skew([1, 2, 3, 10]) and numpy.var of it.
    const { variance, skew } = moments([1, 2, 3, 10])
    expect(variance).toBe(12.5)
    expect(skew).toBeCloseTo(1.0182337649086284, 12)
  })

  it('have the sign of the longer tail', () => {
    expect(moments([1, 9, 10, 10]).skew).toBeLessThan(0)
    expect(moments([1, 2, 3]).skew).toBe(0)
  })

  it('do not cancel where values are large and close together', () => {
    expect(moments([4_000_001, 4_000_002, 4_000_003]).variance).toBeCloseTo(2 / 3, 12)
  })

  it('are 0 for equal values, whatever the rounding of their mean, and for none', () => {
    const values = new Array<number>(7).fill(Math.fround(0.1))
    expect(moments(values).skew).toBe(0)
    expect(moments([])).toEqual({ variance: 0, skew: 0 })
  })
})
