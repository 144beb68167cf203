import { expect, it } from 'vitest'
import { randomRows } from '../../../../main/maths/random-rows'

it('gives rows of the norm, in directions that know nothing of each other', () => {
  const rows = randomRows(200, 50, 0.1, 7)
  const row = (at: number) => rows.subarray(50 * at, 50 * (at + 1))
  const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i], 0)
  for (let at = 0; at < 200; at += 1) expect(Math.sqrt(dot(row(at), row(at)))).toBeCloseTo(0.1, 6)
  const cosines = Array.from({ length: 199 }, (_, at) => 100 * dot(row(at), row(at + 1)))
  const meanSquare = cosines.reduce((sum, cosine) => sum + cosine ** 2, 0) / cosines.length
  expect(meanSquare * 50).toBeGreaterThan(0.7)
  expect(meanSquare * 50).toBeLessThan(1.3)
})

it('gives the same rows for the same seed', () => {
  expect(randomRows(3, 4, 1, 5)).toEqual(randomRows(3, 4, 1, 5))
  expect(randomRows(3, 4, 1, 5)).not.toEqual(randomRows(3, 4, 1, 6))
})
