/** Bars and ticks of the norm histogram. */
import { describe, expect, it } from 'vitest'
import { axisTicks, barBoxes } from '../../../../../renderer/screens/new-project/norm-histogram-layout'

describe('bars', () => {
  it('reach the top at the fullest bin, 1 px apart', () => {
    expect(barBoxes([5, 10, 0], 30, 20, 120)).toEqual([
      { x: 0, y: 70, width: 9, height: 50 },
      { x: 10, y: 20, width: 9, height: 100 },
      { x: 20, y: 120, width: 9, height: 0 }
    ])
  })

  it('show a single row in a crowd as at least 1 px', () => {
    expect(barBoxes([1, 100_000], 20, 0, 100)[0].height).toBe(1)
  })
})

describe('ticks', () => {
  it('are round numbers inside the axis', () => {
    expect(axisTicks(60, 420)).toEqual([100, 200, 300, 400])
    expect(axisTicks(128, 344)).toEqual([150, 200, 250, 300])
    expect(axisTicks(0, 1)).toEqual([0.2, 0.4, 0.6, 0.8])
  })

  it('do not exist on an axis without width', () => {
    expect([axisTicks(3, 3), axisTicks(0, Number.NaN)]).toEqual([[], []])
  })
})
