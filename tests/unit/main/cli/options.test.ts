import { describe, expect, it } from 'vitest'
import {
  collected,
  number,
  numbersOfRun,
  ofRun,
  plainValue,
  textOf,
  wholeNumber,
  wholeNumberIn
} from '../../../../main/cli/commands/options'

describe('values of options', () => {
  it('are whole numbers where only those make sense', () => {
    expect([wholeNumber('0'), wholeNumber('-3'), wholeNumber('4608')]).toEqual([0, -3, 4608])
    for (const text of ['', ' ', 'many', '1.5', '1e400', 'NaN']) expect(() => wholeNumber(text), text).toThrow(/whole number/)
  })

  it('are in a range where there is one', () => {
    expect(['0', '500'].map(wholeNumberIn(0, 500))).toEqual([0, 500])
    for (const text of ['-1', '501']) expect(() => wholeNumberIn(0, 500)(text), text).toThrow('0 to 500')
    expect(() => wholeNumberIn(2)('1')).toThrow('2 or more')
    expect(() => wholeNumberIn(2)('2.5')).toThrow(/whole number/)
  })

  it('are texts that are not too short or long, also several', () => {
    const tag = textOf(1, 3)
    expect(collected(tag)('b', collected(tag)('a'))).toEqual(['a', 'b'])
    expect(() => tag('')).toThrow('empty')
    expect(() => tag('long')).toThrow('at most 3')
  })

  it('are finite numbers', () => {
    expect([number('3e-4'), number('-1'), number('.5')]).toEqual([3e-4, -1, 0.5])
    for (const text of ['', 'x', 'Infinity', 'NaN']) expect(() => number(text), text).toThrow(/number/)
  })

  it('name a run and what is said of it, whatever the name of the run', () => {
    expect(ofRun('topk-32-a=good, keep,')).toEqual({ run: 'topk-32-a', words: ['good', 'keep'] })
    expect(ofRun('widths-k=2,seed=0=x')).toEqual({ run: 'widths-k=2,seed=0', words: ['x'] })
    expect(ofRun('a=')).toEqual({ run: 'a', words: [] })
    expect(numbersOfRun('a=3,17')).toEqual({ run: 'a', numbers: [3, 17] })
    for (const text of ['a', '=3', '']) expect(() => ofRun(text), text).toThrow('RUN=')
    for (const text of ['a=', 'a=-1', 'a=x', 'a=1.5']) expect(() => numbersOfRun(text), text).toThrow()
  })

  it('of --set are what they look like', () => {
    expect(['1e-3', 'true', 'false', 'exact', ''].map(plainValue)).toEqual([1e-3, true, false, 'exact', ''])
  })
})
