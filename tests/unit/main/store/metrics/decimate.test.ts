import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MetricKey } from '../../../../../contract/records/metrics'
import type { PointColumns } from '../../../../../main/store/metrics/columns'
import { decimate } from '../../../../../main/store/metrics/decimate'

function columns(count: number, metrics: Partial<Record<MetricKey, (i: number) => number>>): PointColumns {
  const column = (value: (i: number) => number) => Float64Array.from({ length: count }, (_, i) => value(i))
  return {
    steps: column((i) => i + 1),
    seconds: column((i) => i / 10),
    values: new Map(Object.entries(metrics).map(([key, value]) => [key as MetricKey, column(value)]))
  }
}

describe('decimation', () => {
  test('leaves few points alone', () => {
    const few = columns(10, { loss: (i) => i })
    expect(decimate(few, 10)).toBe(few)
  })

  test('keeps the first, the last and every spike of every metric as real points', () => {
    const spikes = new Map([
      [12_345, 50],
      [77_777, -50]
    ])
    const all = columns(100_000, { loss: (i) => spikes.get(i) ?? Math.sin(i / 5_000), l0: (i) => (i === 55_555 ? 900 : 32) })
    const few = decimate(all, 1_000)
    expect(few.steps.length).toBeLessThanOrEqual(1_000)
    expect([few.steps[0], few.steps.at(-1)]).toEqual([1, 100_000])
    for (const step of [12_346, 77_778, 55_556]) expect(few.steps).toContain(step)
    few.steps.forEach((step, i) => {
      expect(few.values.get('loss')![i]).toBe(all.values.get('loss')![step - 1])
    })
  })

  test('uses most of the points it may', () => {
    const all = columns(100_000, { loss: (i) => Math.sin(i), mse: (i) => Math.sin(i) * 2, l0: (i) => Math.cos(i * 1.7) })
    expect(decimate(all, 2_000).steps.length).toBeGreaterThan(1_200)
  })

  test('holds its limit and its promises for any data', () => {
    const value = fc.oneof(fc.double({ noDefaultInfinity: true }), fc.constant(Number.NaN))
    const given = fc.tuple(fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 300 }), fc.integer({ min: 2, max: 120 }))
    fc.assert(
      fc.property(given, ([rows, maxPoints]) => {
        const few = decimate(columns(rows.length, { loss: (i) => rows[i][0], l0: (i) => rows[i][1] }), maxPoints)
        const steps = Array.from(few.steps)
        expect(steps.length).toBeLessThanOrEqual(maxPoints)
        expect(steps.toSorted((a, b) => a - b)).toEqual(steps)
        expect([steps[0], steps.at(-1)]).toEqual([1, rows.length])
        if (maxPoints < 8) return
        const finite = rows.map(([loss]) => loss).filter((loss) => !Number.isNaN(loss))
        const kept = Array.from(few.values.get('loss')!).filter((loss) => !Number.isNaN(loss))
        expect([Math.min(...kept), Math.max(...kept)]).toEqual([Math.min(...finite), Math.max(...finite)])
      })
    )
  })
})
