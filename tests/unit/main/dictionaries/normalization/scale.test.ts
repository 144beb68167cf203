import { describe, expect, it } from 'vitest'
import type { Dictionary } from '../../../../../main/dictionaries'
import { shapeOf } from '../../../../../main/dictionaries/learner'
import { scaleNormalizer } from '../../../../../main/dictionaries/normalization/scale'
import { smallConfig } from '../made'

const tensors = {
  W_enc: { shape: [2, 3], data: Float32Array.of(1, 3, 5, 2, 4, 6) },
  b_enc: { shape: [3], data: Float32Array.of(7, 8, 9) },
  W_dec: { shape: [3, 2], data: Float32Array.of(1, 2, 3, 4, 5, 6) },
  b_dec: { shape: [2], data: Float32Array.of(2, 4) }
}
const dictionary: Dictionary = { architecture: 'standard', dIn: 2, dSae: 3, applyBDecToInput: true, tensors }
const facts = { dIn: 2, inputScale: 4, mean: Float32Array.of(1, 2) }

describe('one factor on the inputs', () => {
  it('folds as SAELens does, and back', () => {
    const config = smallConfig({ dSae: 3 })
    const { fold, unfold, mean } = scaleNormalizer(config, shapeOf(config, facts), facts)
    expect(mean).toEqual(Float32Array.of(4, 8))
    expect(fold(structuredClone(dictionary)).tensors).toEqual({
      W_enc: { shape: [2, 3], data: Float32Array.of(4, 12, 20, 8, 16, 24) },
      b_enc: tensors.b_enc,
      W_dec: { shape: [3, 2], data: Float32Array.of(0.25, 0.5, 0.75, 1, 1.25, 1.5) },
      b_dec: { shape: [2], data: Float32Array.of(0.5, 1) }
    })
    expect(unfold(fold(structuredClone(dictionary)))).toEqual(dictionary)
  })

  it('is one for each stream of a crosscoder, and one for targets', () => {
    const crosscoder = smallConfig({ dSae: 3, kind: 'crosscoder' })
    const streams = [
      { width: 1, scale: 2 },
      { width: 1, scale: 8 }
    ]
    const both = { ...facts, streams }
    expect(scaleNormalizer(crosscoder, shapeOf(crosscoder, both), both).mean).toEqual(Float32Array.of(2, 16))
    const transcoder = smallConfig({ dSae: 3, kind: 'skip-transcoder' })
    const withTargets = { ...facts, dOut: 1, targetScale: 8, targetMean: Float32Array.of(3) }
    const { fold, unfold, targetMean } = scaleNormalizer(transcoder, shapeOf(transcoder, withTargets), withTargets)
    expect(targetMean).toEqual(Float32Array.of(24))
    const narrow: Dictionary = {
      ...dictionary,
      kind: 'skip-transcoder',
      dOut: 1,
      tensors: {
        ...tensors,
        W_dec: { shape: [3, 1], data: Float32Array.of(8, 16, 24) },
        b_dec: { shape: [1], data: Float32Array.of(4) },
        W_skip: { shape: [1, 2], data: Float32Array.of(1, 2) }
      }
    }
    const { W_dec, b_dec, W_skip } = fold(structuredClone(narrow)).tensors
    expect([W_dec.data, b_dec.data, W_skip.data]).toEqual([
      Float32Array.of(1, 2, 3),
      Float32Array.of(0.5),
      Float32Array.of(0.5, 1)
    ])
    expect(unfold(fold(structuredClone(narrow)))).toEqual(narrow)
  })

  it('is left out where nothing is to be normalized', () => {
    const config = smallConfig({ dSae: 3, normalization: 'none' })
    expect(scaleNormalizer(config, shapeOf(config, facts), facts).measuredScale).toEqual(Float64Array.of(1, 1))
  })

  it('does not start from a dictionary whose rows are normalized one by one', () => {
    const config = smallConfig({ dSae: 3 })
    const { unfold } = scaleNormalizer(config, shapeOf(config, facts), facts)
    expect(() => unfold({ ...dictionary, inputNorm: 'layer-norm' })).toThrow(
      expect.objectContaining({ code: 'config', place: 'normalization', message: expect.stringContaining('layer-norm') })
    )
  })
})
