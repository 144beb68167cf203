import { describe, expect, it } from 'vitest'
import type { Shape } from '../../../../../main/dictionaries/architectures/shape'
import { dictionaryFromParameters, parametersFromDictionary } from '../../../../../main/dictionaries/weights/from-parameters'

const parameters = {
  W_enc: { shape: [3, 2], data: Float32Array.of(1, 2, 3, 4, 5, 6) },
  b_enc: { shape: [3], data: Float32Array.of(7, 8, 9) },
  W_dec: { shape: [3, 2], data: Float32Array.of(1, 2, 3, 4, 5, 6) },
  b_dec: { shape: [2], data: Float32Array.of(2, 4) }
}
const shape: Shape = { kind: 'sae', dSae: 3, dIn: 2, dOut: 2, streams: [2] }

describe('dictionaryFromParameters', () => {
  it('turns the encoder around', () => {
    expect(dictionaryFromParameters(parameters, shape, { architecture: 'topk', k: 2 })).toEqual({
      architecture: 'topk',
      dIn: 2,
      dSae: 3,
      k: 2,
      applyBDecToInput: true,
      tensors: {
        W_enc: { shape: [2, 3], data: Float32Array.of(1, 3, 5, 2, 4, 6) },
        b_enc: { shape: [3], data: Float32Array.of(7, 8, 9) },
        W_dec: { shape: [3, 2], data: Float32Array.of(1, 2, 3, 4, 5, 6) },
        b_dec: { shape: [2], data: Float32Array.of(2, 4) }
      }
    })
  })

  it('has the tensors of the architecture, the kind and its skip path as SAELens lays them out', () => {
    const W_dec = { shape: [3, 1], data: Float32Array.of(1, 2, 3) }
    const skip = { ...parameters, W_dec, W_skip: { shape: [2, 1], data: Float32Array.of(8, 9) } }
    const threshold = { shape: [3], data: Float32Array.of(1, 1, 1) }
    const exported = { architecture: 'jumprelu' as const, tensors: { threshold } }
    const dictionary = dictionaryFromParameters(skip, { ...shape, kind: 'skip-transcoder', dOut: 1 }, exported)
    expect(dictionary).toMatchObject({ kind: 'skip-transcoder', dOut: 1, applyBDecToInput: false })
    expect(dictionary.tensors.W_skip).toEqual({ shape: [1, 2], data: Float32Array.of(8, 9) })
    expect(dictionary.tensors.threshold).toEqual(threshold)
  })

  it('takes own parameters of the architecture by their names, and leaves out what the dictionary does not have', () => {
    const own = { b_gate: vector(1), r_mag: vector(2), b_mag: vector(3) }
    const { tensors } = dictionaryFromParameters({ ...parameters, ...own }, shape, { architecture: 'gated' })
    expect(Object.keys(tensors).sort()).toEqual(['W_dec', 'W_enc', 'b_dec', 'b_gate', 'b_mag', 'r_mag'])
    expect(tensors.b_mag.data).toEqual(Float32Array.of(3, 3, 3))
  })

  it('copies no array whose layout stays', () => {
    const { W_dec, W_enc } = dictionaryFromParameters(parameters, shape, { architecture: 'standard' }).tensors
    expect(W_dec.data).toBe(parameters.W_dec.data)
    expect(W_enc.data).not.toBe(parameters.W_enc.data)
  })

  it('is undone by parametersFromDictionary', () => {
    const dictionary = dictionaryFromParameters(parameters, shape, { architecture: 'standard' })
    expect(parametersFromDictionary(dictionary, Object.keys(parameters))).toEqual(parameters)
    expect(parametersFromDictionary(dictionary, ['b_dec', 'threshold'])).toEqual({ b_dec: parameters.b_dec })
  })
})

function vector(value: number) {
  return { shape: [3], data: new Float32Array(3).fill(value) }
}
