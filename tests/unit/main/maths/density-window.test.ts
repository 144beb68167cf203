import { describe, expect, it } from 'vitest'
import { addStep, createDensityWindow, densities, densityCounts } from '../../../../main/maths/density-window'

const bins = { from: -5, to: 0, count: 50 }

describe('density window', () => {
  it('gives the share of rows on which a feature fired', () => {
    const window = createDensityWindow(3, 100)
    addStep(window, Uint32Array.of(0, 5, 10), 10)
    addStep(window, Uint32Array.of(0, 0, 10), 10)
    expect([...densities(window)]).toEqual([0, 0.25, 1])
  })

  it('is all zero before the first step', () => {
    expect([...densities(createDensityWindow(2, 10))]).toEqual([0, 0])
  })

  it('forgets what is older than the window and a tenth', () => {
    const window = createDensityWindow(1, 20)
    addStep(window, Uint32Array.of(4), 4)
    for (let step = 0; step < 20; step += 1) addStep(window, Uint32Array.of(0), 4)
    expect(densities(window)[0]).toBeGreaterThan(0)
    for (let step = 0; step < 2; step += 1) addStep(window, Uint32Array.of(0), 4)
    expect(densities(window)[0]).toBe(0)
  })

  it('works for windows of one step', () => {
    const window = createDensityWindow(1, 1)
    for (let step = 0; step < 40; step += 1) addStep(window, Uint32Array.of(step < 20 ? 2 : 0), 2)
    expect(densities(window)[0]).toBe(0)
  })
})

describe('densityCounts', () => {
  it('puts densities into bins of log10, and what never fired aside', () => {
    const { counts, dead } = densityCounts(Float32Array.of(0, 0, 1, 0.5, 1.1e-5, 1e-9), bins)
    expect(dead).toBe(2)
    expect(counts[49]).toBe(1)
    expect(counts[Math.floor((Math.log10(0.5) + 5) * 10)]).toBe(1)
    expect(counts[0]).toBe(2)
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(4)
  })
})
