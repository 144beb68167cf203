/** Tests of what is said about points that an axis cuts off. */
import { describe, expect, it } from 'vitest'
import { beyondAxis } from '../../../../../renderer/widgets/track-chart/beyond'

const scale = { kind: 'linear' as const, low: 0, high: 1 }
const window = { from: 0, to: 100 }

describe('beyondAxis', () => {
  it('names the highest of neighbors at each edge, left to right, and nothing that is in view', () => {
    const line = Float64Array.of(10, 0.5, 20, 4, 22, 9, 60, -3, 80, 2, 90, Number.NaN)
    expect(beyondAxis([line], scale, window)).toEqual([
      { at: 0.22, value: 9, edge: 'top' },
      { at: 0.6, value: -3, edge: 'bottom' },
      { at: 0.8, value: 2, edge: 'top' }
    ])
  })

  it('leaves out what is outside the window', () => {
    expect(beyondAxis([Float64Array.of(-1, 9, 101, 9)], scale, window)).toEqual([])
  })
})
