import { expect, it } from 'vitest'
import { principalPlane } from '../../../../main/maths/principal-plane'
import { createRandom } from '../../../../main/maths/random'

const random = createRandom(4)
const [rows, width] = [300, 6]
/** Dimension 4 varies the most, then dimension 1. */
const data = Float32Array.from({ length: rows * width }, (_, i) => {
  const scale = i % width === 4 ? 5 : i % width === 1 ? 2 : 0.1
  return 7 + scale * random.normal()
})

it('shows the two directions in which rows vary the most, around their mean', () => {
  const plane = principalPlane(data, rows, width, 1)
  for (const [axis, dimension] of [
    [0, 4],
    [1, 1]
  ]) {
    const shown = Float64Array.from({ length: rows }, (_, row) => plane[2 * row + axis])
    const values = Float64Array.from({ length: rows }, (_, row) => data[row * width + dimension])
    expect(Math.abs(correlation(shown, values))).toBeGreaterThan(0.998)
    expect(mean(shown)).toBeCloseTo(0, 4)
  }
  expect(principalPlane(data, rows, width, 1)).toEqual(plane)
})

it('is flat where rows vary in no or one direction', () => {
  expect([...principalPlane(new Float32Array(12).fill(3), 4, 3, 1)]).toEqual(new Array(8).fill(0))
  const line = principalPlane(Float32Array.of(0, 0, 1, 1, 2, 2, 3, 3), 4, 2, 1)
  for (let row = 0; row < 4; row += 1) expect(line[2 * row + 1]).toBeCloseTo(0, 6)
})

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function correlation(x: Float64Array, y: Float64Array): number {
  const [mx, my] = [mean(x), mean(y)]
  const product = x.reduce((sum, value, i) => sum + (value - mx) * (y[i] - my), 0)
  return product / Math.sqrt(x.reduce((s, v) => s + (v - mx) ** 2, 0) * y.reduce((s, v) => s + (v - my) ** 2, 0))
}
