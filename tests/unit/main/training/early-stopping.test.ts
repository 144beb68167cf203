import { describe, expect, it } from 'vitest'
import { EarlyStopping } from '../../../../main/training/early-stopping'

describe('EarlyStopping', () => {
  it('ends when as many validations in a row as patience has were no better', () => {
    const stopping = new EarlyStopping(2)
    expect(stopping.afterValidation(10, 0.5)).toBe(true)
    expect(stopping.afterValidation(20, 0.6)).toBe(false)
    expect(stopping.afterValidation(30, 0.4)).toBe(true)
    expect(stopping.afterValidation(40, 0.4)).toBe(false)
    expect(stopping.ended()).toBeUndefined()
    expect(stopping.afterValidation(50, 0.41)).toBe(false)
    expect(stopping.ended()).toEqual({ step: 30, fvu: Math.fround(0.4) })
  })

  it('never ends without patience, and still knows what is better', () => {
    const stopping = new EarlyStopping(0)
    expect([0.5, 0.6, 0.7, 0.4].map((fvu, i) => stopping.afterValidation(i + 1, fvu))).toEqual([true, false, false, true])
    expect(stopping.ended()).toBeUndefined()
  })

  it('takes no notice of a validation without an FVU', () => {
    const stopping = new EarlyStopping(1)
    expect(stopping.afterValidation(1, undefined)).toBe(false)
    expect(stopping.ended()).toBeUndefined()
  })

  it('goes on from its tensors as if never stored, also before the first validation', () => {
    const fresh = new EarlyStopping(2, new EarlyStopping(2).tensors())
    expect(fresh.afterValidation(1, 1)).toBe(true)
    const stopping = new EarlyStopping(2)
    stopping.afterValidation(10, 1 / 3)
    stopping.afterValidation(20, 0.5)
    const stored = new EarlyStopping(2, stopping.tensors())
    // The same FVU again is no better after the way through f32 either.
    for (const each of [stopping, stored]) expect(each.afterValidation(30, 1 / 3)).toBe(false)
    expect(stored.ended()).toEqual(stopping.ended())
    expect(stored.ended()).toMatchObject({ step: 10 })
  })
})
