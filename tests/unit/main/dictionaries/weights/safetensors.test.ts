import { describe, expect, it } from 'vitest'
import { tensorsToSafetensors } from '../../../../../main/codecs/safetensors-writing'
import type { Dictionary } from '../../../../../main/dictionaries'
import { dictionaryFromSafetensors, safetensorsFromDictionary } from '../../../../../main/dictionaries'
import { dictionaryOf, everyDictionary } from '../random'

const tensors = {
  W_enc: { shape: [1, 2], data: Float32Array.of(1, -2) },
  b_enc: { shape: [2], data: Float32Array.of(0.5, 1e-30) },
  W_dec: { shape: [2, 1], data: Float32Array.of(3, 4) },
  b_dec: { shape: [1], data: Float32Array.of(-1) }
}
const topk: Dictionary = { architecture: 'topk', dIn: 1, dSae: 2, k: 1, applyBDecToInput: true, tensors }

/** A whole file. */
function bytesOf(dictionary: Dictionary): Uint8Array {
  return Uint8Array.from(Buffer.concat(safetensorsFromDictionary(dictionary)))
}

describe('dictionaries as safetensors', () => {
  it.each([...everyDictionary, ['normalized rows', dictionaryOf({ inputNorm: 'layer-norm' })] as [string, Dictionary]])(
    'come back as they were: %s',
    (_name, dictionary) => {
      expect(dictionaryFromSafetensors(bytesOf(dictionary))).toEqual(dictionary)
    }
  )

  it('are refused when they are of a kind that nobody knows', () => {
    const { tensors, ...about } = dictionaryOf({ kind: 'crosscoder' })
    const other = { ...about, kind: 'other' as 'sae', tensors }
    expect(() => dictionaryFromSafetensors(bytesOf(other))).toThrow(expect.objectContaining({ code: 'malformed' }))
  })

  it('come back as they were where there was but one kind', () => {
    for (const dictionary of [
      topk,
      { architecture: 'standard', dIn: 1, dSae: 2, applyBDecToInput: false, tensors } as Dictionary
    ]) {
      expect(dictionaryFromSafetensors(bytesOf(dictionary))).toEqual(dictionary)
    }
  })

  it('are refused when cut off, made by others, or without a tensor', () => {
    const bytes = bytesOf(topk)
    expect(() => dictionaryFromSafetensors(bytes.subarray(0, bytes.length - 4))).toThrow(
      expect.objectContaining({ code: 'truncated' })
    )
    expect(() => dictionaryFromSafetensors(tensorsToSafetensors(tensors))).toThrow(expect.objectContaining({ code: 'malformed' }))
    const { W_enc: _, ...without } = tensors
    const incomplete = bytesOf({ ...topk, tensors: without })
    expect(() => dictionaryFromSafetensors(incomplete)).toThrow(expect.objectContaining({ code: 'wrong-shape', place: 'W_enc' }))
  })
})
