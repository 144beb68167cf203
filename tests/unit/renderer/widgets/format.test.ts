/** Numbers and times as people read them. */
import { describe, expect, it } from 'vitest'
import {
  formatBytes,
  formatCompact,
  formatCount,
  formatFixed,
  formatHash,
  formatPercent,
  formatPlural,
  formatSeconds,
  formatSignificant,
  formatWhen
} from '../../../../renderer/widgets/format'

describe('numbers', () => {
  it('have their digits in groups', () => {
    expect([formatCount(4608), formatCount(0), formatCount(-1200), formatCount(undefined)]).toEqual(['4,608', '0', '−1,200', '–'])
  })

  it('are shortened from ten thousand on', () => {
    expect([9_999, 20_800, 2_400_000, 3.1e9].map(formatCompact)).toEqual(['9,999', '20.8 k', '2.4 M', '3.1 G'])
  })

  it('keep their decimals, a true minus, and never a minus zero', () => {
    expect([formatFixed(9097, 1), formatFixed(-6.98, 2), formatFixed(-0.001, 2), formatFixed(32, 0)]).toEqual([
      '9,097.0',
      '−6.98',
      '0.00',
      '32'
    ])
  })

  it('show what is not a number as a finding', () => {
    expect([formatFixed(Number.NaN, 2), formatFixed(-Infinity, 2), formatPercent(Number.NaN), formatFixed(null, 1)]).toEqual([
      'nan',
      '−inf',
      'nan',
      '–'
    ])
  })

  it('of any size have a few significant digits', () => {
    expect([0.0213, 0.000012, -0.000012, 1234567, 0].map((value) => formatSignificant(value))).toEqual([
      '0.0213',
      '1.20e-5',
      '−1.20e-5',
      '1.23e6',
      '0'
    ])
  })

  it('as shares are percent', () => {
    expect([formatPercent(0.0214), formatPercent(0.38, 0)]).toEqual(['2.14 %', '38 %'])
  })
})

describe('sizes, times, words', () => {
  it('have decimal units', () => {
    expect([17, 183_000, 43_900_000, 2.5e9].map(formatBytes)).toEqual(['17 B', '183 KB', '43.9 MB', '2.5 GB'])
  })

  it('say durations with two units at most', () => {
    expect([0.4, 38, 62, 7_400].map(formatSeconds)).toEqual(['0 s', '38 s', '1 min 02 s', '2 h 03 min'])
  })

  it('say when, as short as it stays clear', () => {
    const now = new Date(2026, 10, 21, 14, 2, 11).getTime()
    const at = (...parts: [number, number, number, number, number]) => formatWhen(new Date(...parts).getTime(), now)
    expect([
      formatWhen(now - 5_000, now),
      at(2026, 10, 21, 9, 5),
      at(2026, 10, 20, 23, 59),
      at(2026, 10, 14, 1, 0),
      at(2025, 0, 2, 1, 0)
    ]).toEqual(['now', '09:05', 'yesterday', '14 Nov', '2 Jan 2025'])
  })

  it('group hashes and count things', () => {
    expect([formatHash('b41e09c75d2aff'), formatPlural(1, 'run'), formatPlural(6, 'run')]).toEqual([
      'b41e 09c7 5d2a',
      '1 run',
      '6 runs'
    ])
  })
})
