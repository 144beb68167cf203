import { describe, expect, it } from 'vitest'
import { cssShare, rampShare, scaleWords } from '../../../../../renderer/widgets/token-strip/color'

describe('the ramp share of a token', () => {
  it('is linear in value ÷ feature maximum', () => {
    expect([0, 2, 4, 8].map((value) => rampShare(value, 8, 'linear'))).toEqual([0, 0.25, 0.5, 1])
  })

  it('is 0.05 + 0.95 log10(1 + 9r) when weak ones are boosted', () => {
    expect(rampShare(8, 8, 'boost')).toBeCloseTo(1, 12)
    expect(rampShare(0.8, 8, 'boost')).toBeCloseTo(0.05 + 0.95 * Math.log10(1.9), 12)
    expect(rampShare(1e-9, 8, 'boost')).toBeGreaterThanOrEqual(0.05)
  })

  it('stays silent at zero, whatever the scale', () => {
    expect(rampShare(0, 8, 'boost')).toBe(0)
  })

  it('does not exceed the ramp, and takes the size of negative values', () => {
    expect(rampShare(20, 8, 'linear')).toBe(1)
    expect(rampShare(-4, 8, 'linear')).toBe(0.5)
  })

  it('colors nothing for a feature that never fires or a value that is not finite', () => {
    expect(rampShare(1, 0, 'linear')).toBe(0)
    expect(rampShare(Number.NaN, 8, 'linear')).toBe(0)
  })

  it('is written in half percents', () => {
    expect([0, 0.1234, 1].map(cssShare)).toEqual(['0%', '12.5%', '100%'])
  })

  it('is named in the legend', () => {
    expect([scaleWords('linear'), scaleWords('boost')]).toEqual(['linear, feature max', 'log curve, feature max'])
  })
})
