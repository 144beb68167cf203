import { describe, expect, it } from 'vitest'
import { axisOf, decadesOf } from '../../../../../renderer/widgets/activation-histogram/axis'

const linear = { edges: [0, 1, 2, 3, 4], counts: [100, 25, 0, 1] }
const log = { edges: [0.001, 0.01, 0.1, 1, 10], counts: [1, 2, 3, 4] }

describe('the axis of a histogram', () => {
  it('goes in equal steps to the maximum', () => {
    const { valueAt, placeOf } = axisOf(linear, false)
    expect([0, 0.5, 1].map(valueAt)).toEqual([0, 2, 4])
    expect([0, 1, 4, 9].map(placeOf)).toEqual([0, 0.25, 1, 1])
  })

  it('has a bin for every factor where they are log-spaced, and 0 at its left end', () => {
    const { valueAt, placeOf } = axisOf(log, true)
    expect([0, 1].map(valueAt)).toEqual([0, 10])
    expect(valueAt(0.5)).toBeCloseTo(0.1)
    expect(placeOf(1)).toBeCloseTo(0.75)
    expect([0, 0.0001, 10, 20].map(placeOf)).toEqual([0, 0, 1, 1])
    expect(decadesOf(log)).toBe(4)
  })

  it('leads back from any place, so that a handle stays where it was put', () => {
    for (const axis of [axisOf(linear, false), axisOf(log, true)])
      for (const place of [0.1, 0.33, 0.9]) expect(axis.placeOf(axis.valueAt(place))).toBeCloseTo(place)
  })

  it('is nothing for a dead feature', () => {
    const dead = { edges: [0, 0, 0], counts: [0, 0] }
    for (const isLog of [false, true]) expect(axisOf(dead, isLog).placeOf(1)).toBe(0)
    expect(decadesOf(dead)).toBe(1)
  })
})
