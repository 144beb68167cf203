/** Tests of the reduction of lines: nothing that sticks out may be lost. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { minMaxBuckets } from '../../../../../renderer/widgets/line-series/min-max-buckets'

const ramp = (length: number) => Float64Array.from({ length }, (_, i) => i + 1)

function unpack(points: Float64Array): { x: number[]; y: number[] } {
  const x: number[] = []
  const y: number[] = []
  for (let i = 0; i < points.length; i += 2) {
    x.push(points[i])
    y.push(points[i + 1])
  }
  return { x, y }
}

describe('minMaxBuckets', () => {
  it('keeps all points when there are few', () => {
    const { x, y } = unpack(minMaxBuckets(ramp(5), Float64Array.of(5, 4, 3, 2, 1), { from: 0, to: 5 }, 100))
    expect({ x, y }).toEqual({ x: [1, 2, 3, 4, 5], y: [5, 4, 3, 2, 1] })
  })

  it('keeps a spike of one step among a hundred thousand', () => {
    const y = new Float64Array(100_000).fill(0.1)
    y[54_321] = 7
    const { x: xs, y: ys } = unpack(minMaxBuckets(ramp(100_000), y, { from: 0, to: 100_000 }, 700))
    expect(ys.filter((value) => value === 7)).toHaveLength(1)
    expect(xs[ys.indexOf(7)]).toBe(54_322)
    expect(xs.length).toBeLessThan(4 * 702)
  })

  it('keeps a gap of one step and counts infinity as one', () => {
    const y = new Float64Array(10_000).fill(1)
    y[500] = Number.NaN
    y[9_000] = Number.POSITIVE_INFINITY
    const { x: xs, y: ys } = unpack(minMaxBuckets(ramp(10_000), y, { from: 0, to: 10_000 }, 50))
    expect(xs.filter((_, i) => !Number.isFinite(ys[i]))).toEqual([501, 9_001])
    expect(Math.max(...ys.filter(Number.isFinite))).toBe(1)
  })

  it('takes one neighbor outside the window on either side, so that lines reach the edge', () => {
    const { x } = unpack(minMaxBuckets(ramp(100), ramp(100), { from: 40.5, to: 44.5 }, 100))
    expect(x).toEqual([40, 41, 42, 43, 44, 45])
  })

  it('gives nothing for no points and for a window beyond them only the neighbor', () => {
    expect(minMaxBuckets(new Float64Array(), new Float64Array(), { from: 0, to: 1 }, 10)).toHaveLength(0)
    expect(unpack(minMaxBuckets(ramp(10), ramp(10), { from: 50, to: 60 }, 10)).x).toEqual([10])
  })

  it('keeps order, extremes, first and last point of any line', () => {
    const lines = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 3_000 })
    fc.assert(
      fc.property(lines, fc.integer({ min: 1, max: 40 }), (values, buckets) => {
        const y = Float64Array.from(values)
        const points = unpack(minMaxBuckets(ramp(y.length), y, { from: 1, to: y.length }, buckets))
        expect(points.x).toEqual([...new Set(points.x)].sort((a, b) => a - b))
        expect(points.x.every((step, i) => Object.is(y[step - 1], points.y[i]))).toBe(true)
        expect([points.x[0], points.x.at(-1)]).toEqual([1, y.length])
        expect(points.y.reduce((a, b) => Math.min(a, b))).toBe(y.reduce((a, b) => Math.min(a, b)))
        expect(points.y.reduce((a, b) => Math.max(a, b))).toBe(y.reduce((a, b) => Math.max(a, b)))
      }),
      { numRuns: 60, seed: 3 }
    )
  })
})
