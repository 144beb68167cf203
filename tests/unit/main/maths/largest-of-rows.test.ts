import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { largestOfRows } from '../../../../main/maths/largest-of-rows'
import { sparseRowsFromDense } from '../../../../main/maths/sparse-rows'

describe('the largest entries of sparse rows', () => {
  it('are those of a sorted row; of equal ones the lower features', () => {
    const few = fc.array(fc.constantFrom(-1, 0, 1, 2, 3, 4.5), { minLength: 24, maxLength: 24 })
    fc.assert(
      fc.property(few, fc.integer({ min: 1, max: 7 }), (numbers, k) => {
        const kept = new Float32Array(24)
        for (let row = 0; row < 24; row += 6) {
          const places = [0, 1, 2, 3, 4, 5].map((column) => row + column)
          const best = places.sort((a, b) => numbers[b] - numbers[a] || a - b).slice(0, k)
          for (const place of best) kept[place] = numbers[place]
        }
        const found = largestOfRows(sparseRowsFromDense(Float32Array.from(numbers), 4, 6), k)
        expect(found).toEqual(sparseRowsFromDense(kept, 4, 6))
      }),
      { seed: 1 }
    )
  })

  it('of no rows are none', () => {
    expect(largestOfRows(sparseRowsFromDense(new Float32Array(0), 0, 6), 2).starts).toEqual(Uint32Array.of(0))
  })
})
