/** Squared norms: right for every width, in f64, honest about rows that are not finite. */
import { expect, it } from 'vitest'
import { squaredNorm, squaredNorms } from '../../../../main/maths/norms'

it('sums squares of each row whatever the width', () => {
  for (const dIn of [1, 2, 3, 4, 5, 8, 11]) {
    const values = Float32Array.from({ length: 3 * dIn }, (_, i) => i + 1)
    const wanted = [0, 1, 2].map((row) =>
      [...values.subarray(row * dIn, (row + 1) * dIn)].reduce((sum, value) => sum + value * value, 0)
    )
    expect([...squaredNorms(values, dIn, 3)]).toEqual(wanted)
  }
})

it('does not overflow where f32 would', () => {
  expect(Math.sqrt(squaredNorm(Float32Array.of(3e38, 0), 0, 2)) / 3e38).toBeCloseTo(1, 6)
})

it('shows NaN and infinity', () => {
  const squares = squaredNorms(Float32Array.of(1, Number.NaN, Number.NEGATIVE_INFINITY, 2), 2, 2)
  expect([...squares]).toEqual([Number.NaN, Number.POSITIVE_INFINITY])
})
