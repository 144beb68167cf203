import { describe, expect, it } from 'vitest'
import type { PinnedFeature } from '../../../../../../contract/records/pin'
import {
  greatest,
  momentAt,
  nearestStep,
  pinSteps,
  stepAfter,
  typedFeatures
} from '../../../../../../renderer/screens/runs/pins/pin-steps'

const pin = (...steps: number[]): PinnedFeature => ({
  feature: 3,
  label: '',
  pinnedAt: 0,
  pinnedStep: 0,
  moments: steps.map((step) => ({ step, density: 0.1, max: step / 100, rows: 10 }))
})
const checkpoints = [{ step: 300 }, { step: 200 }]

describe('checkpoints of pinned features', () => {
  it('are those that were measured and those on the disk', () => {
    expect(pinSteps({ pins: [pin(100, 200), pin(50)], missing: [] }, checkpoints)).toEqual([50, 100, 200, 300])
    expect(pinSteps({ pins: [], missing: [] }, [])).toEqual([])
  })

  it('are shown by the marker: the nearest, the earlier of two, the last without one', () => {
    const steps = [100, 200, 300]
    expect([null, 0, 149, 150, 151, 9_999].map((marker) => nearestStep(steps, marker))).toEqual([300, 100, 100, 100, 200, 300])
    expect(nearestStep([], 5)).toBeUndefined()
  })

  it('are stepped through from the one that is shown, and end at either end', () => {
    const steps = [100, 200, 300]
    expect([stepAfter(steps, null, -1), stepAfter(steps, 160, -1), stepAfter(steps, 160, 1)]).toEqual([200, 100, 300])
    expect([stepAfter(steps, 100, -1), stepAfter(steps, null, 1), stepAfter([], null, 1)]).toEqual([100, 300, undefined])
  })

  it('say what is known of a feature there', () => {
    expect(momentAt(pin(100), 100, checkpoints)).toMatchObject({ step: 100, max: 1 })
    expect(momentAt(pin(100), 200, checkpoints)).toBe('missing')
    expect(momentAt(pin(100), 150, checkpoints)).toBe('pruned')
    expect(greatest(pin(100, 300, 200))).toBe(3)
    expect(greatest(pin())).toBe(0)
  })
})

describe('typed numbers', () => {
  it('are features, once each, however they are parted', () => {
    expect(typedFeatures(' 12, 40 7;12 ', 64)).toEqual([12, 40, 7])
    expect(typedFeatures('', 64)).toEqual([])
  })

  it.each([
    ['x', /“x” is no number/],
    ['1.5', /“1.5” is no number/],
    ['-3', /“-3” is no number/],
    ['63, 64', /no feature 64: the run has 0 to 63/]
  ])('%s are refused in words', (text, words) => {
    expect(typedFeatures(text, 64)).toMatch(words)
  })
})
