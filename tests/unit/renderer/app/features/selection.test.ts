import { describe, expect, it } from 'vitest'
import { meantFeatures, nothingSelected, toggled, withRange } from '../../../../../renderer/app/features/selection'

const ids = Uint32Array.from([9, 7, 5, 3, 1])

describe('selecting features', () => {
  it('takes one in and out again and remembers it as the start of a range', () => {
    const one = toggled(nothingSelected, 7)
    expect([...one.selected, one.anchor]).toEqual([7, 7])
    expect(toggled(one, 7)).toEqual({ selected: new Set(), anchor: 7 })
  })

  it('takes everything from the start of the range to here, in either direction', () => {
    const start = toggled(nothingSelected, 5)
    expect([...withRange(start, ids, 4).selected]).toEqual([5, 3, 1])
    expect([...withRange(start, ids, 0).selected].sort()).toEqual([5, 7, 9])
  })

  it('takes the one feature when the start is no longer in the list', () => {
    expect([...withRange({ selected: new Set(), anchor: 1234 }, ids, 3).selected]).toEqual([3])
    expect([...withRange(nothingSelected, ids, 3).selected]).toEqual([3])
  })

  it('means the selected features, else the primary one', () => {
    expect([meantFeatures(new Set([3, 1]), 9), meantFeatures(new Set(), 9), meantFeatures(new Set(), null)]).toEqual([
      [3, 1],
      [9],
      []
    ])
  })
})
