import { describe, expect, it } from 'vitest'
import { firingRates, plantedDirections, plantedRows } from '../../../../main/maths/superposition'

const planted = { features: 40, dIn: 16, active: 3, seed: 5 }
const directions = plantedDirections(planted)

describe('planted dictionaries', () => {
  it('have unit directions that depend on the seed alone', () => {
    for (let feature = 0; feature < 40; feature += 1) {
      expect(Math.hypot(...directions.subarray(feature * 16, feature * 16 + 16))).toBeCloseTo(1, 5)
    }
    expect(plantedDirections(planted)).toEqual(directions)
    expect(plantedDirections({ ...planted, seed: 6 })).not.toEqual(directions)
  })

  it('fire as often as said on average, the first ones more often', () => {
    const rates = firingRates(planted)
    expect(rates.reduce((sum, rate) => sum + rate, 0)).toBeCloseTo(3, 9)
    expect(rates[0] / rates[39]).toBeCloseTo(3, 9)
  })

  it('give the same rows whatever they are made together with', () => {
    const rows = plantedRows(planted, directions, 10)
    expect(plantedRows(planted, directions, 4, 6)).toEqual(rows.subarray(6 * 16))
  })

  it('make rows as large as independent features of size 0.5 to 1.5 are', () => {
    const rows = plantedRows(planted, directions, 4000)
    const squares = rows.reduce((sum, value) => sum + value * value, 0) / 4000
    // E Σ a² = 3 · 13/12, and cross terms of random directions that nearly cancel.
    expect(squares).toBeGreaterThan(2.6)
    expect(squares).toBeLessThan(4.6)
  })
})
