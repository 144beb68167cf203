import { describe, expect, it } from 'vitest'
import type { Tensors } from '../../../../contract/records/arrays'
import { checkDictionary, type Dictionary } from '../../../../main/dictionaries/dictionary'
import { dictionaryOf, everyDictionary } from './random'

function dictionary(given: Partial<Dictionary> = {}): Dictionary {
  const zeros = (...shape: number[]) => ({ shape, data: new Float32Array(shape.reduce((product, size) => product * size, 1)) })
  const tensors = { W_enc: zeros(2, 3), b_enc: zeros(3), W_dec: zeros(3, 2), b_dec: zeros(2) }
  return { architecture: 'topk', dIn: 2, dSae: 3, k: 1, applyBDecToInput: true, tensors, ...given }
}

describe('checkDictionary', () => {
  it('lets a whole dictionary pass', () => {
    expect(() => checkDictionary(dictionary())).not.toThrow()
  })

  it('names a tensor that is missing, turned around, or shorter than its shape', () => {
    const { tensors } = dictionary()
    const { b_enc: _, ...missing } = tensors
    const problems: [Tensors, string][] = [
      [{ ...tensors, W_enc: tensors.W_dec }, 'W_enc'],
      [missing, 'b_enc'],
      [{ ...tensors, b_dec: { shape: [2], data: new Float32Array(1) } }, 'b_dec']
    ]
    for (const [bad, place] of problems) {
      expect(() => checkDictionary(dictionary({ tensors: bad }))).toThrow(expect.objectContaining({ code: 'wrong-shape', place }))
    }
  })

  it('knows the tensors of every architecture and kind', () => {
    for (const [name, made] of everyDictionary) {
      expect(() => checkDictionary(made), name).not.toThrow()
      for (const tensor of Object.keys(made.tensors)) {
        const { [tensor]: _, ...rest } = made.tensors
        const refused = expect.objectContaining({ code: 'wrong-shape', place: tensor })
        expect(() => checkDictionary({ ...made, tensors: rest }), name).toThrow(refused)
      }
    }
  })

  it('refuses streams that do not add up, and a b_dec that can not be subtracted', () => {
    expect(() => checkDictionary(dictionaryOf({ kind: 'crosscoder', streams: [2, 3] }))).toThrow(
      expect.objectContaining({ code: 'wrong-shape', place: 'streams' })
    )
    expect(() => checkDictionary(dictionaryOf({ kind: 'transcoder', applyBDecToInput: true }))).toThrow(
      expect.objectContaining({ code: 'wrong-shape', place: 'b_dec' })
    )
  })

  it('refuses an impossible k', () => {
    for (const k of [0, 4, 1.5, undefined]) {
      expect(() => checkDictionary(dictionary({ k }))).toThrow(expect.objectContaining({ code: 'config', place: 'k' }))
    }
  })
})
