import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
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

describe('the planted sample', () => {
  const folder = resolve(import.meta.dirname, '../../../../resources/samples/planted')
  const numbers = (name: string) => new Float32Array(Uint8Array.from(readFileSync(join(folder, name)).subarray(128)).buffer)
  const made = { features: 64, dIn: 32, active: 3, seed: 0 }

  it('holds the directions of its description', () => {
    expect(numbers('truth.npy')).toEqual(plantedDirections(made))
  })

  it('holds rows that are sums of them, all scaled by one factor', () => {
    const rows = numbers('rows.npy')
    const plain = plantedRows(made, plantedDirections(made), 8192)
    const at = plain.findIndex((value) => Math.abs(value) > 0.5)
    const scale = rows[at] / plain[at]
    expect(rows.length).toBe(plain.length)
    expect(rows.reduce((worst, value, i) => Math.max(worst, Math.abs(value - scale * plain[i])), 0)).toBeLessThan(1e-5)
  })
})
