import { describe, expect, it } from 'vitest'
import { suggestions } from '../../../../../main/engine/services/suggested-pins'

const featuresOf = (densities: number[], reason: string, pinned: number[] = []) =>
  suggestions(densities, new Set(pinned))
    .filter((one) => one.reason === reason)
    .map(({ feature }) => feature)

describe('features that may be worth pinning', () => {
  /** Feature i fires on a share of i / 100; feature 0 is dead. */
  const densities = Array.from({ length: 41 }, (_, i) => i / 100)

  it('are the densest, the rarest that fire, and those in the middle', () => {
    expect(featuresOf(densities, 'densest')).toEqual([40, 39, 38, 37])
    expect(featuresOf(densities, 'rarest')).toEqual([1, 2, 3, 4])
    expect(featuresOf(densities, 'middle')).toEqual([22, 21, 20, 19])
  })

  it('are none that are pinned, and each only once', () => {
    expect(featuresOf(densities, 'densest', [40, 38])).toEqual([39, 37, 36, 35])
    const few = suggestions([0.1, 0.2, 0.3], new Set())
    expect(few.map(({ feature, reason }) => [feature, reason])).toEqual([
      [2, 'densest'],
      [1, 'densest'],
      [0, 'densest']
    ])
    expect(suggestions([0, 0], new Set())).toEqual([])
  })
})
