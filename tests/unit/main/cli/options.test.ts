import { describe, expect, it } from 'vitest'
import { number, plainValue, wholeNumber } from '../../../../main/cli/commands/options'

describe('values of options', () => {
  it('are whole numbers where only those make sense', () => {
    expect([wholeNumber('0'), wholeNumber('-3'), wholeNumber('4608')]).toEqual([0, -3, 4608])
    for (const text of ['', ' ', 'many', '1.5', '1e400', 'NaN']) expect(() => wholeNumber(text), text).toThrow(/whole number/)
  })

  it('are finite numbers', () => {
    expect([number('3e-4'), number('-1'), number('.5')]).toEqual([3e-4, -1, 0.5])
    for (const text of ['', 'x', 'Infinity', 'NaN']) expect(() => number(text), text).toThrow(/number/)
  })

  it('of --set are what they look like', () => {
    expect(['1e-3', 'true', 'false', 'exact', ''].map(plainValue)).toEqual([1e-3, true, false, 'exact', ''])
  })
})
