import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Batch, SparseRows, Tensors } from '../../../../contract/records/arrays'
import { tensorsFromSafetensors } from '../../../../main/codecs/safetensors'
import { createEncoder, type Dictionary, startBackend } from '../../../../main/dictionaries'
import { tf } from '../../../../main/dictionaries/backend/library'
import { referenceEncoder } from '../../../../main/interchange'
import { randomBatch } from './made'
import { dictionaryOf, everyDictionary } from './random'

const fixtures = new URL('../../../fixtures/dictionaries/', import.meta.url)

function tensorsOf(file: string): Tensors {
  return tensorsFromSafetensors(readFileSync(new URL(file, fixtures))).tensors
}

function saelensDictionary(architecture: 'topk' | 'standard'): Dictionary {
  const tensors = tensorsOf(`saelens-${architecture}/sae_weights.safetensors`)
  const base: Dictionary = { architecture, dIn: 16, dSae: 64, applyBDecToInput: true, tensors }
  return architecture === 'topk' ? { ...base, k: 5 } : base
}

function denseFrom({ count, dSae, starts, features, values }: SparseRows): Float32Array {
  const dense = new Float32Array(count * dSae)
  for (let row = 0; row < count; row += 1) {
    for (let at = starts[row]; at < starts[row + 1]; at += 1) dense[row * dSae + features[at]] = values[at]
  }
  return dense
}

function greatestDifference(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length)
  return a.reduce((greatest, value, i) => Math.max(greatest, Math.abs(value - b[i])), 0)
}

beforeAll(async () => {
  await startBackend()
})

describe('an encoder', () => {
  const normed: [string, Dictionary][] = (['layer-norm', 'constant-norm'] as const).flatMap((inputNorm) => [
    [`${inputNorm} jumprelu sae`, dictionaryOf({ inputNorm, architecture: 'jumprelu' })],
    [`${inputNorm} topk transcoder`, dictionaryOf({ inputNorm, architecture: 'topk', kind: 'transcoder' })],
    [`${inputNorm} gated skip-transcoder`, dictionaryOf({ inputNorm, architecture: 'gated', kind: 'skip-transcoder' })]
  ])
  it.each([...everyDictionary, ...normed])('computes the formulas in float64 loops: %s', async (_name, dictionary) => {
    const batch = randomBatch(50, 6)
    const [encoder, reference] = [await createEncoder(dictionary), referenceEncoder(dictionary)]
    const [found, expected] = [encoder.encode(batch), reference.encode(batch)]
    expect(found.features).toEqual(expected.features)
    expect(found.starts).toEqual(expected.starts)
    expect(greatestDifference(found.values, expected.values)).toBeLessThan(1e-4)
    const output = encoder.reconstruct(batch)
    expect(output).toHaveLength(50 * (dictionary.dOut ?? 6))
    expect(greatestDifference(output, reference.reconstruct(batch))).toBeLessThan(1e-4)
    expect(greatestDifference(encoder.reconstructFrom(found, batch), output)).toBeLessThan(1e-4)
    encoder.dispose()
  })

  for (const architecture of ['topk', 'standard'] as const) {
    it(`gives what SAELens computes for a ${architecture} dictionary`, async () => {
      const { x, acts, recon } = tensorsOf(`saelens-${architecture}/expected.safetensors`)
      const batch: Batch = { count: x.shape[0], dIn: 16, values: x.data, rows: new Uint32Array(x.shape[0]) }
      const encoder = await createEncoder(saelensDictionary(architecture))
      const sparse = encoder.encode(batch)
      expect(greatestDifference(denseFrom(sparse), acts.data)).toBeLessThan(1e-5)
      expect(greatestDifference(encoder.reconstruct(batch), recon.data)).toBeLessThan(1e-5)
      encoder.dispose()
    })

    it(`orders features within a row and keeps only positive values, ${architecture}`, async () => {
      const encoder = await createEncoder(saelensDictionary(architecture))
      const { starts, features, values, count } = encoder.encode(randomBatch(50, 16))
      for (let row = 0; row < count; row += 1) {
        for (let at = starts[row] + 1; at < starts[row + 1]; at += 1) expect(features[at]).toBeGreaterThan(features[at - 1])
      }
      expect(values.every((value) => value > 0)).toBe(true)
      encoder.dispose()
    })
  }

  it('leaves b_dec alone at the input where the dictionary says so', async () => {
    const dictionary = saelensDictionary('standard')
    const batch = randomBatch(3, 16)
    const moved = { ...batch, values: batch.values.map((value, i) => value - dictionary.tensors.b_dec.data[i % 16]) }
    const [centered, plain] = await Promise.all([
      createEncoder(dictionary),
      createEncoder({ ...dictionary, applyBDecToInput: false })
    ])
    expect(greatestDifference(denseFrom(centered.encode(batch)), denseFrom(plain.encode(moved)))).toBeLessThan(1e-5)
    centered.dispose()
    plain.dispose()
  })

  it('gives the same in chunks as in one piece, and leaks no tensors', async () => {
    const dSae = 2 ** 21
    const wide: Dictionary = {
      architecture: 'topk',
      dIn: 1,
      dSae,
      k: 2,
      applyBDecToInput: true,
      tensors: {
        W_enc: { shape: [1, dSae], data: Float32Array.from({ length: dSae }, (_, i) => i / dSae) },
        b_enc: { shape: [dSae], data: new Float32Array(dSae) },
        W_dec: { shape: [dSae, 1], data: new Float32Array(dSae).fill(1) },
        b_dec: { shape: [1], data: new Float32Array(1) }
      }
    }
    const without = tf.memory().numTensors
    const encoder = await createEncoder(wide)
    const before = tf.memory().numTensors
    const batch: Batch = { count: 11, dIn: 1, values: Float32Array.from({ length: 11 }, (_, i) => i), rows: new Uint32Array(11) }
    const sparse = encoder.encode(batch)
    expect(sparse.starts[1]).toBe(0)
    for (let row = 1; row < 11; row += 1) {
      expect([...sparse.features.subarray(sparse.starts[row], sparse.starts[row + 1])]).toEqual([dSae - 2, dSae - 1])
    }
    expect(tf.memory().numTensors).toBe(before)
    encoder.dispose()
    expect(tf.memory().numTensors).toBe(without)
  })

  it('gives empty results for no rows', async () => {
    const encoder = await createEncoder(saelensDictionary('topk'))
    const none: Batch = { count: 0, dIn: 16, values: new Float32Array(0), rows: new Uint32Array(0) }
    expect(encoder.encode(none)).toMatchObject({ count: 0, dSae: 64, starts: Uint32Array.of(0) })
    expect(encoder.reconstruct(none)).toHaveLength(0)
    encoder.dispose()
  })

  it('refuses rows of another width', async () => {
    const encoder = await createEncoder(saelensDictionary('topk'))
    expect(() => encoder.encode(randomBatch(2, 15))).toThrow(expect.objectContaining({ code: 'wrong-shape' }))
    encoder.dispose()
  })
})
