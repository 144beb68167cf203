import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Batch, SparseRows } from '../../../../../contract/records/arrays'
import { createCovariance, createEncoder, type InputFacts, startBackend } from '../../../../../main/dictionaries'
import { scoped, tf } from '../../../../../main/dictionaries/backend/library'
import { shapeOf } from '../../../../../main/dictionaries/learner'
import { normalizerFor } from '../../../../../main/dictionaries/normalization/choose'
import type { Normalizer } from '../../../../../main/dictionaries/normalization/normalizer'
import { createRandom } from '../../../../../main/maths/random'
import { smallConfig } from '../made'
import { dictionaryOf, everyDictionary } from '../random'

const [count, dIn] = [600, 6]

/** Rows of very different spread along mixed directions, far from 0. */
const batch: Batch = (() => {
  const random = createRandom(5)
  const mix = Array.from({ length: dIn * dIn }, (_, at) => (at % (dIn + 1) === 0 ? 1 : 0) + random.normal() / 5)
  const values = new Float32Array(count * dIn)
  for (let row = 0; row < count; row += 1) {
    const sources = Array.from({ length: dIn }, (_, i) => random.normal() * 2 ** (i - 2))
    for (let i = 0; i < dIn; i += 1) {
      values[row * dIn + i] = 3 * i + sources.reduce((sum, source, j) => sum + source * mix[i * dIn + j], 0)
    }
  }
  return { count, dIn, values, rows: new Uint32Array(count) }
})()

const mean = Float32Array.from({ length: dIn }, (_, i) => {
  let sum = 0
  for (let row = 0; row < count; row += 1) sum += batch.values[row * dIn + i]
  return sum / count
})
let facts: InputFacts
const made: Normalizer[] = []

function normalizerOf(kind: 'sae' | 'transcoder' | 'skip-transcoder'): Normalizer {
  const config = smallConfig({ dSae: 20, kind, normalization: 'whitening' })
  made.push(normalizerFor(config, shapeOf(config, facts), facts))
  return made[made.length - 1]
}

beforeAll(async () => {
  await startBackend()
  const sums = await createCovariance(mean)
  sums.add({ ...batch, count: 200, values: batch.values.subarray(0, 200 * dIn) })
  sums.add({ ...batch, count: 400, values: batch.values.subarray(200 * dIn) })
  facts = { dIn, inputScale: 0.1, mean, dOut: 4, targetScale: 0.5, targetMean: new Float32Array(4), covariance: sums.result() }
})
afterAll(() => {
  for (const each of made) each.dispose?.()
})

function whitened(normalizer: Normalizer): Batch {
  return { ...batch, values: scoped(() => normalizer.inputs(tf.tensor2d(batch.values, [count, dIn])).dataSync() as Float32Array) }
}

describe('whitening', () => {
  it('gives rows with mean 0 and covariance 1', () => {
    const { values } = whitened(normalizerOf('sae'))
    for (let i = 0; i < dIn; i += 1) {
      for (let j = 0; j <= i; j += 1) {
        let sum = 0
        for (let at = 0; at < values.length; at += dIn) sum += values[at + i] * values[at + j]
        // ε = 1e-3 takes a little from the least variance, which is about 2^-4 here.
        expect(Math.abs(sum / (count - 1) - (i === j ? 1 : 0))).toBeLessThan(0.03)
      }
    }
  })

  const whole = everyDictionary.filter(([, { kind }]) => kind !== 'crosscoder')
  it.each(whole)('folds away: %s', async (_name, trained) => {
    const { kind = 'sae' } = trained
    const normalizer = normalizerOf(kind as 'sae')
    const folded = normalizer.fold(structuredClone(trained))
    const [encoder, reference] = [await createEncoder(folded), await createEncoder(trained)]
    const rows = whitened(normalizer)
    expectSparse(encoder.encode(batch), reference.encode(rows))
    const expected = scoped(() => {
      const output = reference.reconstruct(rows)
      if (kind !== 'sae') return output.map((value) => value / facts.targetScale!)
      return normalizer
        .measured(tf.tensor2d(output, [count, dIn]), tf.tensor2d(batch.values, [count, dIn]))
        .div(0.1)
        .dataSync()
    })
    const found = encoder.reconstruct(batch)
    const worst = found.reduce((most, value, at) => Math.max(most, Math.abs(value - expected[at])), 0)
    expect(worst).toBeLessThan(1e-3)
    encoder.dispose()
    reference.dispose()
    const back = normalizer.unfold(folded)
    for (const [name, { data }] of Object.entries(trained.tensors)) {
      data.forEach((value, at) => {
        expect(back.tensors[name].data[at], name).toBeCloseTo(value, 4)
      })
    }
  })

  it('measures errors in raw units times the input scale', () => {
    const normalizer = normalizerOf('sae')
    const values = scoped(() => {
      const raw = tf.tensor2d(batch.values, [count, dIn])
      return normalizer.measured(normalizer.inputs(raw), raw).dataSync()
    })
    batch.values.forEach((value, at) => {
      expect(values[at]).toBeCloseTo(0.1 * value, 3)
    })
    expect(normalizer.measuredScale).toEqual(new Float64Array(dIn).fill(0.1))
  })

  it('needs a covariance, and a dictionary of raw rows to start from', () => {
    const config = smallConfig({ dSae: 20, normalization: 'whitening' })
    const { covariance: _, ...without } = facts
    const refused = expect.objectContaining({ code: 'config', place: 'normalization' })
    expect(() => normalizerFor(config, shapeOf(config, without), without)).toThrow(refused)
    expect(() => normalizerOf('sae').unfold(dictionaryOf({ inputNorm: 'constant-norm' }))).toThrow(refused)
  })
})

/** The same but for what hangs on rounding: activations of rows far from 0 differ by about 1e-4. */
function expectSparse(a: SparseRows, b: SparseRows): void {
  const dense = ({ starts, features, values, dSae }: SparseRows) => {
    const out = new Float32Array(count * dSae)
    for (let row = 0; row < count; row += 1) {
      for (let at = starts[row]; at < starts[row + 1]; at += 1) out[row * dSae + features[at]] = values[at]
    }
    return out
  }
  const [first, second] = [dense(a), dense(b)]
  const different = first.filter((value, at) => Math.abs(value - second[at]) > 1e-3).length
  expect(different).toBeLessThan(5)
}
