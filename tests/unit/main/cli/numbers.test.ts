import { describe, expect, it } from 'vitest'
import { bytes, count, counted, duration, percent, progressText, short, table } from '../../../../main/cli/numbers'

describe('numbers for people', () => {
  it.each([
    [0, '0'],
    [0.123456, '0.1235'],
    [1234.5678, '1235'],
    [0.00001234, '1.23e-5'],
    [123456789, '1.23e+8'],
    [-0.5, '-0.5'],
    [Number.NaN, '–'],
    [undefined, '–']
  ])('%s is %s', (value, text) => {
    expect(short(value)).toBe(text)
  })

  it('are shares in percent', () => {
    expect([0.0288, 1, undefined].map(percent)).toEqual(['2.9 %', '100.0 %', '–'])
  })

  it('are counted with commas', () => {
    expect(count(1234567.4)).toBe('1,234,567')
  })

  it('stand with what they count, in the singular where it is one', () => {
    expect([0, 1, 2000].map((value) => counted(value, 'row'))).toEqual(['0 rows', '1 row', '2,000 rows'])
    expect([1, 2].map((value) => counted(value, 'quiz', 'quizzes'))).toEqual(['1 quiz', '2 quizzes'])
  })

  it.each([
    [0.4, '0 s'],
    [59.6, '1 min 0 s'],
    [125, '2 min 5 s'],
    [7265, '2 h 1 min']
  ])('%s seconds are %s', (seconds, text) => {
    expect(duration(seconds)).toBe(text)
  })
})

describe('sizes', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [1023, '1,023 bytes'],
    [1536, '1.5 KB'],
    [9_480_000, '9.04 MB'],
    [1024 ** 3, '1 GB'],
    [3 * 1024 ** 5, '3070 TB']
  ])('%s are %s', (size, text) => {
    expect(bytes(size)).toBe(text)
  })
})

describe('progress', () => {
  it('says how far, how fast and how long, as far as it is known', () => {
    expect(progressText({ done: 1200, total: 6000, unit: 'steps', perSecond: 16, secondsLeft: 300 })).toBe(
      '1,200 of 6,000 steps, 16/s, 5 min 0 s left'
    )
    expect(progressText({ done: 5, total: 0, unit: 'rows', note: 'Reading' })).toBe('Reading, 5 rows')
    expect(progressText({ done: 0, total: 1, unit: 'checks' })).toBe('0 of 1 check')
    expect(progressText({ done: 1, total: 0, unit: 'categories' })).toBe('1 category')
  })
})

describe('a table', () => {
  it('has columns as wide as their cells, numbers to the right', () => {
    const lines = table(
      ['name', 'rows'],
      [
        ['a', '7'],
        ['longer', '1,200'],
        ['b', '–']
      ]
    )
    expect(lines).toEqual(['name     rows', 'a           7', 'longer  1,200', 'b           –'])
  })
})
