import { beforeAll, describe, expect, it } from 'vitest'
import { createEncoder, type Dictionary, startBackend } from '../../../../../main/dictionaries'
import { scoped, tf } from '../../../../../main/dictionaries/backend/library'
import { shapeOf } from '../../../../../main/dictionaries/learner'
import { normalizerFor } from '../../../../../main/dictionaries/normalization/choose'
import { type InputNorm, normedRows } from '../../../../../main/dictionaries/normalization/input-norm'
import { randomBatch, smallConfig } from '../made'
import { dictionaryOf } from '../random'

beforeAll(async () => {
  await startBackend()
})

/** By the formulas, in float64. */
const plain: Record<InputNorm, (row: number[]) => number[]> = {
  'layer-norm': (row) => {
    const mean = row.reduce((sum, value) => sum + value, 0) / row.length
    const deviation = Math.sqrt(row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (row.length - 1))
    return row.map((value) => (value - mean) / (deviation + 1e-5))
  },
  'constant-norm': (row) => row.map((value) => (value * Math.sqrt(row.length)) / Math.hypot(...row))
}

const batch = randomBatch(9, 6, 4)
const rows = Array.from({ length: 9 }, (_, row) => [...batch.values.subarray(row * 6, row * 6 + 6)])
const facts = { dIn: 6, inputScale: 0.7, mean: Float32Array.of(1, 2, 3, 4, 5, 6) }

describe.each(['layer-norm', 'constant-norm'] as const)('%s', (norm) => {
  it('brings each row to its norm, and back', () => {
    const [there, back] = scoped(() => {
      const { rows, undo } = normedRows(norm, tf.tensor2d(batch.values, [9, 6]))
      return [rows.dataSync(), undo(rows).dataSync()]
    })
    rows.flatMap(plain[norm]).forEach((value, at) => {
      expect(there[at]).toBeCloseTo(value, 5)
    })
    batch.values.forEach((value, at) => {
      expect(back[at]).toBeCloseTo(value, 3)
    })
  })

  it('leaves rows of zeros zeros', () => {
    expect(scoped(() => normedRows(norm, tf.zeros([2, 6])).rows.dataSync())).toEqual(new Float32Array(12))
  })

  it('is carried by the dictionary, which then does to raw rows what it did to normalized ones', async () => {
    const config = smallConfig({ dSae: 20, normalization: norm })
    const normalizer = normalizerFor(config, shapeOf(config, facts), facts)
    const trained = dictionaryOf({ architecture: 'jumprelu' })
    const folded = normalizer.fold(structuredClone(trained))
    expect(folded.inputNorm).toBe(norm)
    expect(normalizer.unfold(folded)).toEqual(trained)
    const normed = { ...batch, values: Float32Array.from(rows.flatMap(plain[norm])) }
    const [encoder, reference] = [await createEncoder(folded), await createEncoder(trained)]
    expect(encoder.encode(batch).features).toEqual(reference.encode(normed).features)
    const expected = scoped(() => {
      const output = tf.tensor2d(reference.reconstruct(normed), [9, 6])
      return normedRows(norm, tf.tensor2d(batch.values, [9, 6]))
        .undo(output)
        .dataSync()
    })
    encoder.reconstruct(batch).forEach((value, at) => {
      expect(value).toBeCloseTo(expected[at], 4)
    })
    encoder.dispose()
    reference.dispose()
  })

  it('scales targets of a transcoder by one factor, and does not undo its outputs', async () => {
    const config = smallConfig({ dSae: 20, normalization: norm, kind: 'transcoder' })
    const wide = { ...facts, dOut: 4, targetScale: 0.25, targetMean: Float32Array.of(4, 8, 12, 16) }
    const normalizer = normalizerFor(config, shapeOf(config, wide), wide)
    expect(normalizer.targetMean).toEqual(Float32Array.of(1, 2, 3, 4))
    const trained = dictionaryOf({ kind: 'transcoder' })
    const folded = normalizer.fold(structuredClone(trained))
    const normed = { ...batch, values: Float32Array.from(rows.flatMap(plain[norm])) }
    const [encoder, reference] = [await createEncoder(folded), await createEncoder(trained)]
    const expected = reference.reconstruct(normed)
    encoder.reconstruct(batch).forEach((value, at) => {
      expect(value).toBeCloseTo(4 * expected[at], 4)
    })
    encoder.dispose()
    reference.dispose()
  })

  it('does not start from a dictionary of other rows, and is refused for crosscoders', () => {
    const config = smallConfig({ dSae: 20, normalization: norm })
    const { unfold } = normalizerFor(config, shapeOf(config, facts), facts)
    const other: Dictionary = dictionaryOf()
    expect(() => unfold(other)).toThrow(expect.objectContaining({ code: 'config', place: 'normalization' }))
    const crosscoder = smallConfig({ dSae: 20, normalization: norm, kind: 'crosscoder' })
    expect(() => normalizerFor(crosscoder, shapeOf(crosscoder, facts), facts)).toThrow(
      expect.objectContaining({ code: 'config', place: 'normalization' })
    )
  })
})
