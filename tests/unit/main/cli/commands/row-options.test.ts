import { describe, expect, it } from 'vitest'
import { changesFrom, directionFrom } from '../../../../../main/cli/commands/row-options'

describe('changes of features', () => {
  it('are a feature and its activation', () => {
    expect(changesFrom(['12=0', ' 3=1.5', '0=.25', '7=2e-3'])).toEqual([
      { feature: 12, value: 0 },
      { feature: 3, value: 1.5 },
      { feature: 0, value: 0.25 },
      { feature: 7, value: 0.002 }
    ])
  })

  it.each(['x=1', '3', '3=', '=4', '3=-1', '3=nan', '3=1e999', '1.5=2', '99999999999=1'])('“%s” is refused', (text) => {
    expect(() => changesFrom([text])).toThrow(
      expect.objectContaining({ code: 'usage', hint: expect.stringContaining('--change 12=0') })
    )
  })
})

describe('directions of the output', () => {
  it('are a dimension or a feature, also of another run', () => {
    expect(directionFrom('7')).toEqual({ dimension: 7 })
    expect(directionFrom('feature:12')).toEqual({ feature: 12 })
    expect(directionFrom('feature:0@run-1')).toEqual({ feature: 0, run: 'run-1' })
  })

  it.each(['', 'up', '-1', '1.5', 'feature:', 'feature:x', 'feature:1@../x', 'feature:1@'])('“%s” is refused', (text) => {
    expect(() => directionFrom(text)).toThrow('It must be')
  })
})
