import { describe, expect, it } from 'vitest'
import { initialParameters } from '../../../../../main/dictionaries/architectures/initial'

const mean = Float32Array.of(1, -2, 3)

function rowNorm(values: Float32Array, row: number): number {
  return Math.hypot(...values.subarray(row * 3, row * 3 + 3))
}

describe('initialParameters', () => {
  it('starts TopK with unit decoder rows, the encoder equal to them, and b_dec at the mean', () => {
    const start = initialParameters('topk', 5, mean, 1)
    for (let row = 0; row < 5; row += 1) expect(rowNorm(start.W_dec.data, row)).toBeCloseTo(1, 6)
    expect(start.W_enc).toEqual(start.W_dec)
    expect(start.b_enc.data).toEqual(new Float32Array(5))
    expect(start.b_dec.data).toEqual(mean)
    expect([start.W_enc.shape, start.b_enc.shape, start.b_dec.shape]).toEqual([[5, 3], [5], [3]])
  })

  it('starts ReLU-L1 with decoder rows of norm 0.1', () => {
    expect(rowNorm(initialParameters('relu-l1', 5, mean, 1).W_dec.data, 4)).toBeCloseTo(0.1, 6)
  })

  it('depends on the seed alone', () => {
    expect(initialParameters('topk', 5, mean, 1)).toEqual(initialParameters('topk', 5, mean, 1))
    expect(initialParameters('topk', 5, mean, 2).W_dec).not.toEqual(initialParameters('topk', 5, mean, 1).W_dec)
  })
})
