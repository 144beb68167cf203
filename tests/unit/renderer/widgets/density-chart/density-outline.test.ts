/** Tests of the geometry of the density histogram. */
import { describe, expect, it } from 'vitest'
import { densityBars, densityOutline } from '../../../../../renderer/widgets/density-chart/density-outline'

const space = { width: 103, height: 50, fromLog: -5, toLog: 0, most: 10 }

describe('densityBars', () => {
  it('stand on whole pixels, 1 px apart, over the whole width', () => {
    const bars = densityBars([0, 5, 10, 0, 1], space)
    expect(bars.map((bar) => bar.x)).toEqual([0, 21, 41, 62, 82])
    expect(bars.every((bar, i) => i === 4 || bar.x + bar.width + 1 === bars[i + 1].x)).toBe(true)
    expect(bars.map((bar) => bar.height)).toEqual([0, 25, 50, 0, 5])
  })

  it('show even one feature among thousands', () => {
    expect(densityBars([1, 5_000], { ...space, most: 5_000 })[0].height).toBe(1)
  })

  it('say which densities they count', () => {
    const [first, second] = densityBars([1, 1, 1, 1, 1], space)
    expect([first.from, first.to, second.to].map((value) => Number(value.toPrecision(6)))).toEqual([1e-5, 1e-4, 1e-3])
  })
})

describe('densityOutline', () => {
  it('steps over the tops from the first to the last bar that counts something', () => {
    expect(densityOutline([0, 5, 10, 0, 0], space)).toBe('M21.5 49.5V25.5H41.5V0.5H62.5V49.5')
  })

  it('is nothing for nothing', () => {
    expect(densityOutline([0, 0], space)).toBe('')
  })
})
