/** Tests of the smoothing: debiased, weighted by distance, growing. */
import { describe, expect, it } from 'vitest'
import { SmoothLine, smoothingUnit } from '../../../../../renderer/widgets/line-series/smooth'

const steps = (length: number, every = 1) => Float64Array.from({ length }, (_, i) => (i + 1) * every)

describe('SmoothLine', () => {
  it('is the debiased exponential mean on evenly spaced points', () => {
    const y = Float64Array.of(1, 2, 4, 8)
    const smooth = new SmoothLine(0.6, 1).extend(steps(4), y)
    let biased = 0
    const expected = [...y].map((value, i) => {
      biased = 0.6 * biased + 0.4 * value
      return biased / (1 - 0.6 ** (i + 1))
    })
    for (const [i, value] of expected.entries()) expect(smooth[i]).toBeCloseTo(value, 12)
  })

  it('leaves the line as it is at weight 0 and a constant line at any weight', () => {
    expect([...new SmoothLine(0, 1).extend(steps(3), Float64Array.of(3, 1, 2))]).toEqual([3, 1, 2])
    for (const value of new SmoothLine(0.99, 1).extend(steps(50), new Float64Array(50).fill(5))) expect(value).toBeCloseTo(5, 12)
  })

  it('forgets the same over the same distance, however many points lie in it', () => {
    const drop = (every: number) => {
      const x = steps(2_000 / every, every)
      const y = x.map((step) => (step <= 1_000 ? 1 : 0))
      const smooth = new SmoothLine(0.9, 10).extend(x, y)
      return smooth[x.indexOf(1_100)]
    }
    expect(drop(1)).toBeCloseTo(drop(10), 1)
    expect(drop(1)).toBeCloseTo(0.9 ** 10, 1)
  })

  it('goes on where it was: growing in parts equals smoothing at once', () => {
    const x = steps(400, 3)
    const y = x.map((step) => Math.sin(step))
    const grown = new SmoothLine(0.8, 7)
    for (const end of [1, 5, 300, 400]) grown.extend(x.subarray(0, end), y.subarray(0, end))
    expect([...grown.extend(x, y)]).toEqual([...new SmoothLine(0.8, 7).extend(x, y)])
  })

  it('passes what is not finite through and smooths on behind it', () => {
    const smooth = new SmoothLine(0.5, 1).extend(steps(4), Float64Array.of(1, Number.NaN, Number.POSITIVE_INFINITY, 1))
    expect([...smooth]).toEqual([1, Number.NaN, Number.POSITIVE_INFINITY, 1])
  })

  it('refuses a line that became shorter', () => {
    const line = new SmoothLine(0.5, 1)
    line.extend(steps(3), steps(3))
    expect(() => line.extend(steps(2), steps(2))).toThrow('only grows')
  })

  it('measures its unit in thousandths of the axis', () => {
    expect([smoothingUnit(2_000), smoothingUnit(0)]).toEqual([2, 1e-12])
  })
})
