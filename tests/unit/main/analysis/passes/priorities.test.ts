import { describe, expect, it } from 'vitest'
import { rowPriorities } from '../../../../../main/analysis/passes/priorities'

const rowsTo = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, row) => row)

describe('the priorities of rows', () => {
  it('belong to seed, feature and row, not to the order of rows', () => {
    const scratch = new Uint32Array(100)
    const forward = Array.from(rowPriorities(1, 5, rowsTo(100), scratch))
    const backward = Array.from(rowPriorities(1, 5, rowsTo(100).reverse(), scratch))
    expect(backward.reverse()).toEqual(forward)
    expect(Array.from(rowPriorities(1, 6, rowsTo(100), scratch))).not.toEqual(forward)
    expect(Array.from(rowPriorities(2, 5, rowsTo(100), scratch))).not.toEqual(forward)
  })

  it('fills as much of the scratch as there are rows', () => {
    expect(rowPriorities(0, 0, rowsTo(3), new Uint32Array(10))).toHaveLength(3)
  })

  it('samples rows evenly over many features (chi-square, 20 rows, 5 drawn by each of 4,000 features)', () => {
    const counts = new Uint32Array(20)
    for (let feature = 0; feature < 4000; feature += 1) {
      const priorities = rowPriorities(11, feature, rowsTo(20), new Uint32Array(20))
      const drawn = Array.from(rowsTo(20)).sort((a, b) => priorities[b] - priorities[a])
      for (const row of drawn.slice(0, 5)) counts[row] += 1
    }
    const chiSquare = counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)
    // 19 degrees of freedom: 43.8 is exceeded once in a thousand; the seed is fixed.
    expect(chiSquare).toBeLessThan(43.8)
  })
})
