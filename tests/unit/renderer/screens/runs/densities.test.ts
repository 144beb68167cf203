/** Tests of the density histograms of a run: which one is shown, compared with, kept. */
import { describe, expect, it } from 'vitest'
import type { DensityHistogram } from '../../../../../contract/records/metrics'
import {
  densityAt,
  earlierDensity,
  mostDensities,
  rareAndDense,
  withDensity
} from '../../../../../renderer/screens/runs/densities'

const density = (step: number): DensityHistogram => ({ step, counts: new Array(50).fill(0), dead: step })
const all = [10, 20, 30, 40].map(density)

describe('densities', () => {
  it('are the latest ones not after the marker', () => {
    expect([5, 10, 29, 99, null].map((step) => densityAt(all, step)?.step)).toEqual([10, 10, 20, 40, 40])
    expect(densityAt([], null)).toBeUndefined()
  })

  it('are compared with those of about half the steps', () => {
    expect(earlierDensity(all, all[3])?.step).toBe(20)
    expect(earlierDensity(all, all[0])).toBeUndefined()
  })

  it('stay few however many come, the first and the last among them', () => {
    let kept: DensityHistogram[] = []
    for (let step = 1; step <= 5 * mostDensities; step++) kept = withDensity(kept, density(step))
    expect(kept.length).toBeLessThanOrEqual(mostDensities)
    expect([kept[0].step, kept.at(-1)?.step]).toEqual([1, 5 * mostDensities])
    expect(withDensity(all, density(25)).map(({ step }) => step)).toEqual([10, 20, 25])
  })

  it('tell features on hardly any row and on more than a tenth of them', () => {
    const counts = new Array(50).fill(1)
    // Ten bins per decade, from 1e-5 to 1: one decade below 1e-4, one from 0.1 on.
    expect(rareAndDense({ step: 1, counts, dead: 0 })).toEqual({ rare: 10, dense: 10 })
  })
})
