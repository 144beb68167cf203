import { describe, expect, it } from 'vitest'
import { dictionaryFromParameters } from '../../../../../main/dictionaries/weights/fold'

const parameters = {
  W_enc: { shape: [3, 2], data: Float32Array.of(1, 2, 3, 4, 5, 6) },
  b_enc: { shape: [3], data: Float32Array.of(7, 8, 9) },
  W_dec: { shape: [3, 2], data: Float32Array.of(1, 2, 3, 4, 5, 6) },
  b_dec: { shape: [2], data: Float32Array.of(2, 4) }
}

describe('dictionaryFromParameters', () => {
  it('turns the encoder around and folds the scale as SAELens does', () => {
    expect(dictionaryFromParameters(parameters, 4, { architecture: 'topk', k: 2 })).toEqual({
      architecture: 'topk',
      dIn: 2,
      dSae: 3,
      k: 2,
      applyBDecToInput: true,
      tensors: {
        W_enc: { shape: [2, 3], data: Float32Array.of(4, 12, 20, 8, 16, 24) },
        b_enc: { shape: [3], data: Float32Array.of(7, 8, 9) },
        W_dec: { shape: [3, 2], data: Float32Array.of(0.25, 0.5, 0.75, 1, 1.25, 1.5) },
        b_dec: { shape: [2], data: Float32Array.of(0.5, 1) }
      }
    })
  })

  it('leaves the parameters as they were', () => {
    dictionaryFromParameters(parameters, 4, { architecture: 'standard' })
    expect(parameters.W_dec.data).toEqual(Float32Array.of(1, 2, 3, 4, 5, 6))
    expect(parameters.b_dec.data).toEqual(Float32Array.of(2, 4))
  })
})
