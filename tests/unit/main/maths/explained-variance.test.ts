import { describe, expect, it } from 'vitest'
import { addRows, emptyVarianceSums, fractionUnexplained, mergeVarianceSums } from '../../../../main/maths/explained-variance'
import { createRandom } from '../../../../main/maths/random'

const [rows, dIn] = [50, 3]
const random = createRandom(4)
const values = Float32Array.from({ length: rows * dIn }, () => random.normal() * 2 + 100)
const errors = Float64Array.from({ length: rows }, () => random.next())

/** Σ errors / Σ‖x − mean‖², in two passes. */
function twoPass(scale: number): number {
  const mean = [0, 1, 2].map((i) => values.filter((_, at) => at % dIn === i).reduce((sum, v) => sum + v, 0) / rows)
  const spread = values.reduce((sum, v, at) => sum + (v - mean[at % dIn]) ** 2, 0) * scale ** 2
  return errors.reduce((sum, error) => sum + error, 0) / spread
}

function sumsOf(from: number, to: number, scale: number) {
  const sums = emptyVarianceSums(dIn)
  const error = errors.slice(from, to).reduce((sum, each) => sum + each, 0)
  addRows(sums, values.subarray(from * dIn, to * dIn), to - from, new Float64Array(dIn).fill(scale), error)
  return sums
}

describe('fractionUnexplained', () => {
  it('equals the two-pass formula, far from the origin too', () => {
    expect(fractionUnexplained(sumsOf(0, rows, 0.5))).toBeCloseTo(twoPass(0.5), 10)
  })

  it('does not depend on how rows are split into batches', () => {
    const sums = sumsOf(0, 7, 1)
    for (const [from, to] of [
      [7, 8],
      [8, 30],
      [30, rows]
    ]) {
      mergeVarianceSums(sums, sumsOf(from, to, 1))
    }
    expect(sums.rows).toBe(rows)
    expect(fractionUnexplained(sums)).toBeCloseTo(twoPass(1), 12)
  })

  it('is 1 for a reconstruction that is the mean alone', () => {
    const sums = emptyVarianceSums(2)
    addRows(sums, Float32Array.of(1, 0, 3, 0, 5, 6), 3, Float64Array.of(1, 1), 2 * 2 + 2 * 2 + 2 * 2 + 2 * 2 + 4 * 4)
    expect(fractionUnexplained(sums)).toBeCloseTo(1, 12)
  })

  it('is undefined without variance', () => {
    expect(fractionUnexplained(emptyVarianceSums(2))).toBeUndefined()
    const equal = emptyVarianceSums(2)
    addRows(equal, Float32Array.of(0.1, 0.7, 0.1, 0.7, 0.1, 0.7), 3, Float64Array.of(1, 1), 0.4)
    expect(fractionUnexplained(equal)).toBeUndefined()
  })
})
