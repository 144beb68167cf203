import { describe, expect, it } from 'vitest'
import { tensorsToSafetensors } from '../../../../../main/codecs/safetensors'
import type { Dictionary } from '../../../../../main/dictionaries'
import { dictionaryFromSafetensors, safetensorsFromDictionary } from '../../../../../main/dictionaries'

const tensors = {
  W_enc: { shape: [1, 2], data: Float32Array.of(1, -2) },
  b_enc: { shape: [2], data: Float32Array.of(0.5, 1e-30) },
  W_dec: { shape: [2, 1], data: Float32Array.of(3, 4) },
  b_dec: { shape: [1], data: Float32Array.of(-1) }
}
const topk: Dictionary = { architecture: 'topk', dIn: 1, dSae: 2, k: 1, applyBDecToInput: true, tensors }

describe('dictionaries as safetensors', () => {
  it('come back as they were', () => {
    for (const dictionary of [
      topk,
      { architecture: 'standard', dIn: 1, dSae: 2, applyBDecToInput: false, tensors } as Dictionary
    ]) {
      expect(dictionaryFromSafetensors(safetensorsFromDictionary(dictionary))).toEqual(dictionary)
    }
  })

  it('are refused when cut off, made by others, or without a tensor', () => {
    const bytes = safetensorsFromDictionary(topk)
    expect(() => dictionaryFromSafetensors(bytes.subarray(0, bytes.length - 4))).toThrow(
      expect.objectContaining({ code: 'truncated' })
    )
    expect(() => dictionaryFromSafetensors(tensorsToSafetensors(tensors))).toThrow(expect.objectContaining({ code: 'malformed' }))
    const { W_enc: _, ...without } = tensors
    const incomplete = safetensorsFromDictionary({ ...topk, tensors: without })
    expect(() => dictionaryFromSafetensors(incomplete)).toThrow(expect.objectContaining({ code: 'wrong-shape', place: 'W_enc' }))
  })
})
