import { describe, expect, it } from 'vitest'
import { barsOfHistogram, intervalAfter, nearestInterval } from '../../../../../renderer/widgets/activation-histogram/bars'

const histogram = { edges: [0, 1, 2, 3, 4], counts: [100, 25, 0, 1] }
const intervals = [2, 5, 9].map((interval) => ({
  interval,
  from: 0,
  to: 1,
  share: 0,
  examples: [{ row: 0, value: 1, source: '', tokens: ['x'], values: [1], peak: 0, labels: {} }]
}))
const empty = { interval: 6, from: 0, to: 1, share: 0, examples: [] }

describe('bars of an activation histogram', () => {
  it('stand on a square-root axis', () => {
    expect(barsOfHistogram(histogram).map((bar) => bar.height)).toEqual([1, 0.5, 0, 0.1])
  })

  it('have the ramp share of the middle of their bin', () => {
    expect(barsOfHistogram(histogram).map((bar) => bar.share)).toEqual([0.125, 0.375, 0.625, 0.875])
  })

  it('never hide a single row beside a million', () => {
    expect(barsOfHistogram({ edges: [0, 1, 2], counts: [1e6, 1] })[1]?.height).toBe(0.02)
  })

  it('are flat for a dead feature', () => {
    const bars = barsOfHistogram({ edges: [0, 0, 0], counts: [0, 0] })
    expect(bars.map(({ height, share }) => [height, share])).toEqual([
      [0, 0],
      [0, 0]
    ])
  })
})

describe('the interval between the handles', () => {
  it('is the wanted one or the nearest that has examples, of two the higher', () => {
    expect(nearestInterval([...intervals, empty], 6)).toBe(5)
    expect(nearestInterval(intervals, 7)).toBe(9)
    expect(nearestInterval(intervals, 2)).toBe(2)
    expect(nearestInterval([empty], 6)).toBeUndefined()
  })

  it('skips empty intervals on its way and stops at the ends', () => {
    expect(intervalAfter([...intervals, empty], 5, 1)).toBe(9)
    expect(intervalAfter(intervals, 9, 1)).toBe(9)
    expect(intervalAfter(intervals, 5, -1)).toBe(2)
    expect(intervalAfter(intervals, 2, -1)).toBe(2)
  })
})
