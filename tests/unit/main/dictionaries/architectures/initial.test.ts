import { describe, expect, it } from 'vitest'
import { architectureFor } from '../../../../../main/dictionaries/architectures/choose'
import { initialParameters } from '../../../../../main/dictionaries/architectures/initial'
import type { Shape } from '../../../../../main/dictionaries/architectures/shape'
import { smallConfig } from '../made'
import { saeShape } from '../paths'

const mean = Float32Array.of(1, -2, 3)

function rowNorm(values: Float32Array, row: number): number {
  return Math.hypot(...values.subarray(row * 3, row * 3 + 3))
}

function start(architecture: 'topk' | 'relu-l1', given: { seed?: number; tied?: boolean; shape?: Shape } = {}) {
  const { seed = 1, tied = true, shape = saeShape(3, 5) } = given
  const made = architectureFor(smallConfig({ architecture, dSae: 5 }), shape)
  return initialParameters(made, shape, { seed, tied, mean, targetMean: mean.slice(0, shape.dOut) })
}

describe('initialParameters', () => {
  it('starts TopK with unit decoder rows, the encoder equal to them, and b_dec at the mean', () => {
    const first = start('topk')
    for (let row = 0; row < 5; row += 1) expect(rowNorm(first.W_dec.data, row)).toBeCloseTo(1, 6)
    expect(first.W_enc).toEqual(first.W_dec)
    expect(first.b_enc.data).toEqual(new Float32Array(5))
    expect(first.b_dec.data).toEqual(mean)
    expect([first.W_enc.shape, first.b_enc.shape, first.b_dec.shape]).toEqual([[5, 3], [5], [3]])
  })

  it('starts ReLU-L1 with decoder rows of norm 0.1', () => {
    expect(rowNorm(start('relu-l1').W_dec.data, 4)).toBeCloseTo(0.1, 6)
  })

  it('starts the encoder elsewhere where the two are not tied', () => {
    expect(start('topk', { tied: false }).W_enc).not.toEqual(start('topk').W_enc)
    expect(start('topk', { tied: false }).W_dec).toEqual(start('topk').W_dec)
  })

  it('starts a skip transcoder as sparsify does: decoder and skip path 0, the mean input without effect', () => {
    const shape: Shape = { kind: 'skip-transcoder', dIn: 3, dOut: 2, dSae: 5, streams: [3] }
    const { W_enc, b_enc, W_dec, W_skip, b_dec } = start('topk', { shape })
    expect(W_dec).toEqual({ shape: [5, 2], data: new Float32Array(10) })
    expect(W_skip).toEqual({ shape: [3, 2], data: new Float32Array(6) })
    expect(b_dec.data).toEqual(Float32Array.of(1, -2))
    for (let row = 0; row < 5; row += 1) {
      const product = mean.reduce((sum, value, i) => sum + value * W_enc.data[row * 3 + i], 0)
      expect(product + b_enc.data[row]).toBeCloseTo(0, 5)
    }
  })

  it('depends on the seed alone', () => {
    expect(start('topk')).toEqual(start('topk'))
    expect(start('topk', { seed: 2 }).W_dec).not.toEqual(start('topk').W_dec)
  })
})
