/** Tests of axes: positions, ranges, ticks and their texts. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { domainFor } from '../../../../../renderer/widgets/line-series/domain'
import { latestIndex, lowerBound, nearestIndex } from '../../../../../renderer/widgets/line-series/nearest'
import { placePoints, positionOf, type Scale, valueAt } from '../../../../../renderer/widgets/line-series/scale'
import { readingText, tickTexts } from '../../../../../renderer/widgets/line-series/tick-text'
import { linearTicks, logTicks, ticksOf } from '../../../../../renderer/widgets/line-series/ticks'

const linear: Scale = { kind: 'linear', low: 0, high: 200 }
const log: Scale = { kind: 'log', low: 0.01, high: 1 }

describe('positionOf', () => {
  it('runs from 0 to 1 on both kinds of axis', () => {
    expect([0, 50, 200, 300].map((value) => positionOf(linear, value))).toEqual([0, 0.25, 1, 1.5])
    expect(positionOf(log, 0.1)).toBeCloseTo(0.5, 12)
    expect(positionOf(log, 0)).toBeNaN()
  })

  it('is undone by valueAt', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.02, max: 0.9, noNaN: true }), (value) => {
        expect(valueAt(log, positionOf(log, value))).toBeCloseTo(value, 9)
        expect(valueAt(linear, positionOf(linear, value))).toBeCloseTo(value, 9)
      })
    )
  })

  it('makes gaps of what has no place', () => {
    const placed = placePoints(Float64Array.of(1, 0.1, 2, -1, 3, Number.NaN, 4, 1), log)
    expect([...placed].map((value) => Number(value.toFixed(6)))).toEqual([1, 0.5, 2, Number.NaN, 3, Number.NaN, 4, 1])
  })
})

describe('domainFor', () => {
  it('holds all values with a little room, and the wished ends exactly', () => {
    expect(domainFor(Float64Array.of(10, 110), { kind: 'linear' })).toEqual({ kind: 'linear', low: 5, high: 115 })
    const counts = domainFor(Float64Array.of(3, 100), { kind: 'linear', low: 0 })
    expect(counts.low).toBe(0)
    expect(counts.high).toBe(105)
    expect(domainFor(Float64Array.of(0.2, 0.8), { kind: 'linear', high: 1 }).high).toBeCloseTo(1.016, 9)
  })

  it('does not let one outlier squeeze the rest', () => {
    const values = Float64Array.from({ length: 1_000 }, (_, i) => (i === 700 ? 1e6 : 1 + (i % 10) / 10))
    expect(domainFor(values, { kind: 'linear' }).high).toBeLessThan(2.5)
    expect(domainFor(values, { kind: 'log' }).high).toBeLessThan(2.5)
  })

  it('ignores what a log axis can not show', () => {
    const domain = domainFor(Float64Array.of(-1, 0, Number.NaN, Number.POSITIVE_INFINITY, 0.5, 2), { kind: 'log' })
    expect(domain.low).toBeGreaterThan(0.4)
    expect(domain.high).toBeLessThan(2.3)
  })

  it('keeps the target in view', () => {
    expect(domainFor(Float64Array.of(50, 90), { kind: 'log', include: [32] }).low).toBeLessThan(32)
  })

  it('gives a usable axis for nothing and for one value', () => {
    for (const values of [new Float64Array(), Float64Array.of(3)])
      for (const kind of ['linear', 'log'] as const) {
        const domain = domainFor(values, { kind })
        expect(domain.high).toBeGreaterThan(domain.low)
      }
  })
})

describe('ticks', () => {
  it('are round and few', () => {
    expect(linearTicks(0, 210, 4)).toEqual([0, 100, 200])
    expect(linearTicks(0.1, 1, 4)).toEqual([0.25, 0.5, 0.75, 1])
    expect(linearTicks(0, 2_000, 8)).toEqual([0, 250, 500, 750, 1_000, 1_250, 1_500, 1_750, 2_000])
    expect(logTicks(0.07, 1.05, 4)).toEqual([0.1, 0.2, 0.5, 1])
    expect(logTicks(1e-6, 1e6, 4)).toEqual([1e-6, 1e-3, 1, 1e3, 1e6])
  })

  it('fall back to even steps within a small part of a decade', () => {
    expect(logTicks(0.21, 0.26, 4)).toEqual([0.21, 0.22, 0.23, 0.24, 0.25, 0.26])
  })

  it('lie on the axis and stay few, whatever the range', () => {
    const ranges = fc.tuple(fc.double({ min: 1e-6, max: 1e5, noNaN: true }), fc.double({ min: 1.01, max: 1e6, noNaN: true }))
    fc.assert(
      fc.property(ranges, fc.constantFrom('linear' as const, 'log' as const), ([low, factor], kind) => {
        const scale = { kind, low, high: low * factor }
        const ticks = ticksOf(scale, 4)
        expect(ticks.length).toBeLessThanOrEqual(6)
        expect(ticks.every((tick) => tick >= low * (1 - 1e-6) && tick <= scale.high * (1 + 1e-6))).toBe(true)
      }),
      { numRuns: 300, seed: 5 }
    )
  })
})

describe('tick texts', () => {
  it('share their decimals on a linear axis and are short on a log axis', () => {
    expect(tickTexts('linear', [0.25, 0.5, 0.75, 1])).toEqual(['0.25', '0.50', '0.75', '1.00'])
    expect(tickTexts('linear', [0, 1_000, 2_000])).toEqual(['0', '1,000', '2,000'])
    expect(tickTexts('log', [0.1, 0.2, 0.5, 1])).toEqual(['0.1', '0.2', '0.5', '1'])
    expect(tickTexts('log', [1e-6, 1e-3, 1, 1e6])).toEqual(['1e-6', '0.001', '1', '1e6'])
    expect(tickTexts('linear', [0, 2e-4, 4e-4])).toEqual(['0', '2e-4', '4e-4'])
  })

  it('read three digits at any size and never hide what is not finite', () => {
    const values = [0.1224, 34.71, 1_203.7, 3.2e-5, 0, -2.5, Number.NaN, undefined]
    expect(values.map(readingText)).toEqual(['0.122', '34.7', '1,204', '3.2e-5', '0.000', '−2.50', 'nan', '–'])
  })
})

describe('searches', () => {
  const steps = [10, 20, 30]
  it('find the first at or after, the nearest, and the latest at or before', () => {
    expect([5, 20, 25, 31].map((step) => lowerBound(steps, step))).toEqual([0, 1, 2, 3])
    expect([5, 15, 16, 99].map((step) => nearestIndex(steps, step))).toEqual([0, 0, 1, 2])
    expect([5, 20, 29, 99].map((step) => latestIndex(steps, step))).toEqual([-1, 1, 1, 2])
    expect(nearestIndex([], 1)).toBe(-1)
  })
})
