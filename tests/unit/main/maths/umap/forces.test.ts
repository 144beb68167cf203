import { describe, expect, it } from 'vitest'
import { exactPull, exactPush, forceTables } from '../../../../../main/maths/umap/forces'

describe('forces from tables', () => {
  const forces = forceTables()

  it('are the exact ones to four tenths of a percent, at any distance of a map', () => {
    for (let square = 1e-9; square < 1e5; square *= 1.0137) {
      expect(Math.abs(forces.pull(square) / exactPull(square) - 1)).toBeLessThan(0.004)
      expect(Math.abs(forces.push(square) / exactPush(square) - 1)).toBeLessThan(0.004)
    }
  })

  it('are finite at distance 0, where nothing pulls', () => {
    expect(forces.pull(0)).toBe(0)
    expect(forces.push(0)).toBeCloseTo(exactPush(0), 0)
  })

  it('are the gradient of the curve: −d/d(d²) of its logarithm, twice', () => {
    const [a, b] = [1.5769434603, 0.8950608779]
    const curve = (square: number) => 1 / (1 + a * square ** b)
    for (const square of [0.01, 0.5, 3, 40]) {
      const step = square * 1e-6
      const slope = (Math.log(curve(square + step)) - Math.log(curve(square - step))) / (2 * step)
      expect(exactPull(square)).toBeCloseTo(2 * slope, 4)
    }
  })
})
