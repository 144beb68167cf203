import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  decodedRows,
  denseRows,
  joinSparseRows,
  someRows,
  sparseRowsFromDense,
  sparseRowsFromLargest
} from '../../../../main/maths/sparse-rows'

describe('sparse rows', () => {
  it('from the largest entries: sorted by feature, positive only', () => {
    const sparse = sparseRowsFromLargest(Int32Array.of(5, 1, 3, 0, 2, 9), Float32Array.of(0.5, 2, 1, -1, 0, 4), 2, 10)
    expect(sparse).toEqual({
      count: 2,
      dSae: 10,
      starts: Uint32Array.of(0, 3, 4),
      features: Uint32Array.of(1, 3, 5, 9),
      values: Float32Array.of(2, 1, 0.5, 4)
    })
  })

  it('from a dense matrix', () => {
    const sparse = sparseRowsFromDense(Float32Array.of(0, 1, -1, 0, 0, 0, 3, 0, 2), 3, 3)
    expect(sparse.starts).toEqual(Uint32Array.of(0, 1, 1, 3))
    expect(sparse.features).toEqual(Uint32Array.of(1, 0, 2))
    expect(sparse.values).toEqual(Float32Array.of(1, 3, 2))
  })

  it('agree between both ways, in parts or whole', () => {
    const matrix = fc.array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 24, maxLength: 24 })
    fc.assert(
      fc.property(matrix, fc.integer({ min: 0, max: 4 }), (numbers, cut) => {
        const dense = Float32Array.from(numbers)
        const columns = Int32Array.from({ length: 24 }, (_, i) => 5 - (i % 6))
        const values = dense.map((_, i) => dense[Math.floor(i / 6) * 6 + 5 - (i % 6)])
        const parts = [
          sparseRowsFromLargest(columns.subarray(0, cut * 6), values.subarray(0, cut * 6), cut, 6),
          sparseRowsFromLargest(columns.subarray(cut * 6), values.subarray(cut * 6), 4 - cut, 6)
        ]
        expect(joinSparseRows(parts, 6)).toEqual(sparseRowsFromDense(dense, 4, 6))
      }),
      { seed: 1 }
    )
  })

  it('of no rows are empty', () => {
    expect(joinSparseRows([], 4)).toEqual(sparseRowsFromDense(new Float32Array(0), 0, 4))
    expect(sparseRowsFromLargest(new Int32Array(0), new Float32Array(0), 0, 4).starts).toEqual(Uint32Array.of(0))
  })

  it('go back to the dense matrix, whole or some of them', () => {
    const dense = Float32Array.of(0, 1, 0, 2, 0, 0, 3, 0, 4, 5, 0, 0)
    const sparse = sparseRowsFromDense(dense, 4, 3)
    expect(denseRows(sparse)).toEqual(dense)
    expect(denseRows(someRows(sparse, 1, 3))).toEqual(dense.slice(3, 9))
    expect(denseRows(someRows(sparse, 4, 4))).toEqual(new Float32Array())
  })

  it('decode to the sum of directions and the bias', () => {
    const sparse = sparseRowsFromDense(Float32Array.of(2, 0, 3, 0, 0, 0), 2, 3)
    const decoded = decodedRows(sparse, Float32Array.of(1, 10, 5, 5, 100, 1000), Float32Array.of(0.5, -1))
    expect([...decoded]).toEqual([302.5, 3019, 0.5, -1])
  })
})
