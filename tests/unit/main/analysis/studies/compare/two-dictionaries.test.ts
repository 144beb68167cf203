import { describe, expect, it } from 'vitest'
import type { Batch } from '../../../../../../contract/records/arrays'
import { CompareAnswer } from '../../../../../../contract/records/studies/compare'
import {
  type CompareInput,
  type CompareResult,
  compareDictionaries,
  type PairedBatch
} from '../../../../../../main/analysis/studies/compare/two-dictionaries'
import { createEncoder, type Dictionary } from '../../../../../../main/dictionaries'
import { createRandom } from '../../../../../../main/maths/random'
import { permutation } from '../../../../../../main/maths/shuffle'
import { denseActivations, type Problem, randomProblem } from '../../dense'

/** All rows in batches of 50. */
async function* pairs(problem: Problem, targets?: Float32Array, dOut = 0): AsyncGenerator<PairedBatch> {
  const { inputs, rows, dictionary } = problem
  const { dIn } = dictionary
  for (let from = 0; from < rows; from += 50) {
    const count = Math.min(50, rows - from)
    const values = inputs.slice(from * dIn, (from + count) * dIn)
    const a: Batch = { count, dIn, values, rows: Uint32Array.from({ length: count }, (_, i) => from + i) }
    if (targets) Object.assign(a, { dOut, targets: targets.slice(from * dOut, (from + count) * dOut) })
    yield { a, b: a }
  }
}

async function compared(
  problem: Problem,
  other: Dictionary,
  given: Partial<CompareInput['question']> & { targets?: Float32Array; dOut?: number } = {}
): Promise<CompareResult> {
  const { targets, dOut, ...question } = given
  const [a, b] = [problem.dictionary, other]
  const encoders = [await createEncoder(a), await createEncoder(b)]
  const result = await compareDictionaries({
    question,
    a: { run: 'one', step: 10, dictionary: a, encoder: encoders[0] },
    b: { run: 'two', step: 20, dictionary: b, encoder: encoders[1] },
    batches: pairs(problem, targets, dOut),
    reading: 'same',
    totalRows: problem.rows,
    signal: new AbortController().signal,
    onProgress: () => undefined
  })
  for (const encoder of encoders) encoder.dispose()
  return result
}

/** Feature i of the dictionary is feature order[i] of the new one; those at 0 … extra − 1 are new, at random. */
function permuted(dictionary: Dictionary, order: Uint32Array): Dictionary {
  const { dIn, dSae, tensors } = dictionary
  const dOut = dictionary.dOut ?? dIn
  const W_enc = { shape: [dIn, dSae], data: new Float32Array(dIn * dSae) }
  const b_enc = { shape: [dSae], data: new Float32Array(dSae) }
  const W_dec = { shape: [dSae, dOut], data: new Float32Array(dSae * dOut) }
  order.forEach((to, from) => {
    for (let i = 0; i < dIn; i += 1) W_enc.data[i * dSae + to] = tensors.W_enc.data[i * dSae + from]
    b_enc.data[to] = tensors.b_enc.data[from]
    W_dec.data.set(tensors.W_dec.data.subarray(from * dOut, (from + 1) * dOut), to * dOut)
  })
  return { ...dictionary, tensors: { ...tensors, W_enc, b_enc, W_dec } }
}

const problem = randomProblem({ seed: 4, rows: 220, dIn: 8, dSae: 40, k: 6, silent: 2 })
const order = permutation(40, createRandom(9))

describe('a dictionary beside itself with its features in another order', () => {
  it('has every feature matched with itself, and nothing alone', async () => {
    const { answer, arrays } = await compared(problem, permuted(problem.dictionary, order))
    expect(Array.from(arrays.partner.data)).toEqual(Array.from(order))
    expect(answer).toMatchObject({ similarity: 'decoder-cosine', method: 'hungarian', pairs: 40, matched: 40, rows: 220 })
    expect(answer.matchedMean).toBeCloseTo(1, 5)
    expect(answer.meanMax.aInB).toBeCloseTo(1, 5)
    expect(answer.correlations?.mean).toBeCloseTo(1, 6)
    expect([answer.onlyA.count, answer.onlyB.count]).toEqual([0, 0])
    expect(answer.a.metrics).toEqual({ ...answer.b.metrics, ...closeTo(answer.b.metrics) })
    expect(CompareAnswer.parse(answer)).toEqual(answer)
  })

  it('is matched by what the features fire on as well, but for the silent ones', async () => {
    const { answer, arrays } = await compared(problem, permuted(problem.dictionary, order), { by: 'activation-correlation' })
    const acts = denseActivations(problem)
    order.forEach((to, from) => {
      if (acts.some((row) => row[from] > 0)) expect(arrays.partner.data[from]).toBe(to)
      else expect(arrays.correlation.data[from]).toBeNaN()
    })
    expect(answer.similarity).toBe('activation-correlation')
  })
})

function closeTo(metrics: Record<string, number>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(metrics).map(([name, value]) => [name, expect.closeTo(value, 5)]))
}

describe('two different dictionaries', () => {
  const other = randomProblem({ seed: 5, rows: 1, dIn: 8, dSae: 55, k: 9 }).dictionary
  const [A, B] = [denseActivations(problem), denseActivations({ ...problem, dictionary: other })]
  const column = (acts: Float32Array[], feature: number): number[] => acts.map((row) => row[feature])

  it('have the cosines, correlations and co-firing of a dense computation', async () => {
    const { answer, arrays } = await compared(problem, other)
    const partners = new Set<number>()
    for (let a = 0; a < 40; a += 1) {
      const b = arrays.partner.data[a]
      partners.add(b)
      expect(arrays.similarity.data[a]).toBeCloseTo(cosine(decoderRow(problem.dictionary, a), decoderRow(other, b)), 5)
      const best = Math.max(
        ...Array.from({ length: 55 }, (_, c) => cosine(decoderRow(problem.dictionary, a), decoderRow(other, c)))
      )
      expect(arrays.nearestInBSimilarity.data[a]).toBeCloseTo(best, 5)
      const [x, y] = [column(A, a), column(B, b)]
      if (x.some(Boolean) && y.some(Boolean)) expect(arrays.correlation.data[a]).toBeCloseTo(pearson(x, y), 4)
      const both = x.filter((value, i) => value > 0 && y[i] > 0).length
      const some = x.filter((value, i) => value > 0 || y[i] > 0).length
      expect(arrays.jaccard.data[a]).toBeCloseTo(both / some, 6)
    }
    expect(partners.size).toBe(40)
    expect(answer.pairs).toBe(40)
    expect(answer.onlyB.count).toBe(55 - answer.matched)
    expect(answer.matchedMean).toBeCloseTo(mean(Array.from(arrays.similarity.data)), 6)
    expect(answer.meanMax.bInA).toBeCloseTo(mean(Array.from(arrays.nearestInASimilarity.data)), 6)
  })

  it('have the cosine of each pair that was matched by correlation', async () => {
    const { arrays } = await compared(problem, other, { by: 'activation-correlation' })
    const paired = Array.from(arrays.partner.data.entries()).filter(([, b]) => b < 55)
    expect(paired.length).toBeGreaterThan(10)
    for (const [a, b] of paired)
      expect(arrays.cosine.data[a]).toBeCloseTo(cosine(decoderRow(problem.dictionary, a), decoderRow(other, b)), 5)
  })

  it('are matched the same from the other side', async () => {
    const there = await compared(problem, other)
    const back = await compared({ ...problem, dictionary: other }, problem.dictionary)
    there.arrays.partner.data.forEach((b, a) => {
      expect(back.arrays.partner.data[b]).toBe(a)
    })
    expect(back.answer.a.metrics).toEqual(there.answer.b.metrics)
  })

  it('are measured by what their dense activations and reconstructions say', async () => {
    const { answer } = await compared(problem, other)
    const rows = B.map((acts, row) => ({
      acts,
      x: problem.inputs.subarray(row * 8, row * 8 + 8),
      y: reconstruction(other, acts)
    }))
    const center = Array.from({ length: 8 }, (_, i) => mean(rows.map(({ x }) => x[i])))
    const error = mean(rows.map(({ x, y }) => square(x, y)))
    expect(answer.b.metrics.explained_variance).toBeCloseTo(1 - error / mean(rows.map(({ x }) => square(x, center))), 4)
    expect(answer.b.metrics.mse).toBeCloseTo(error, 3)
    expect(answer.b.metrics.l0).toBeCloseTo(mean(B.map((acts) => acts.filter(Boolean).length)), 10)
    expect(answer.b.metrics.l1).toBeCloseTo(mean(B.map((acts) => acts.reduce((sum, value) => sum + value, 0))), 4)
    const fires = Array.from({ length: 40 }, (_, feature) => column(A, feature).filter(Boolean).length)
    expect(answer.a.metrics.dead).toBe(fires.filter((count) => count === 0).length)
    expect(answer.a.metrics.freq_over_10_percent).toBeCloseTo(fires.filter((count) => count > 22).length / 40, 10)
    expect(answer.a).toMatchObject({
      run: 'one',
      step: 10,
      architecture: 'topk',
      dictionaryKind: 'sae',
      dIn: 8,
      dOut: 8,
      dSae: 40
    })
  })
})

describe('an autoencoder beside a transcoder of other outputs', () => {
  it('is matched by activations, and each is measured against what it should give', async () => {
    const { W_enc, W_dec, b_dec } = problem.dictionary.tensors
    const b_enc = { shape: [40], data: shifted(problem.dictionary) }
    const dOut = 3
    const tensors = {
      W_enc,
      b_enc,
      W_dec: narrow(W_dec.data, 8, dOut),
      b_dec: { shape: [dOut], data: b_dec.data.slice(0, dOut) }
    }
    const transcoder: Dictionary = { ...problem.dictionary, kind: 'transcoder', dOut, applyBDecToInput: false, tensors }
    // Its targets are what it gives, so that its error is none.
    const acts = denseActivations(problem)
    const targets = new Float32Array(problem.rows * dOut)
    acts.forEach((row, i) => {
      targets.set(reconstruction(transcoder, row), i * dOut)
    })
    const { answer, arrays } = await compared(problem, transcoder, { targets, dOut })
    expect(answer.similarity).toBe('activation-correlation')
    expect(answer.b.metrics.explained_variance).toBeCloseTo(1, 5)
    expect(answer.a.metrics.explained_variance).toBeLessThan(0.9)
    const alive = Array.from({ length: 40 }, (_, feature) => feature).filter((feature) => acts.some((row) => row[feature] > 0))
    for (const feature of alive) expect(arrays.partner.data[feature]).toBe(feature)
    await expect(compared(problem, transcoder, { targets, dOut, by: 'decoder-cosine' })).rejects.toMatchObject({
      code: 'unsupported'
    })
  })
})

describe('a feature that is split', () => {
  it('is named with its parts, the nearest first', async () => {
    const other = permuted(
      problem.dictionary,
      Uint32Array.from({ length: 40 }, (_, i) => i)
    )
    // Features 30 and 31 of B become blends of feature 5 of A and something else.
    for (const [at, share] of [
      [30, 0.4],
      [31, 0.2]
    ]) {
      for (let i = 0; i < 8; i += 1) {
        other.tensors.W_dec.data[at * 8 + i] =
          decoderRow(problem.dictionary, 5)[i] + share * decoderRow(problem.dictionary, at)[i]
      }
    }
    const { answer } = await compared(problem, other)
    const split = answer.splitsOfA.features.find(({ feature }) => feature === 5)
    expect(split?.into.map(({ feature }) => feature).slice(0, 3)).toEqual([5, 31, 30])
  })
})

describe('what can not be compared', () => {
  it('says so without rows', async () => {
    await expect(compared({ ...problem, rows: 0 }, problem.dictionary)).rejects.toMatchObject({ code: 'empty' })
  })
})

function decoderRow({ tensors, dIn, dOut = dIn }: Dictionary, feature: number): Float32Array {
  return tensors.W_dec.data.subarray(feature * dOut, (feature + 1) * dOut)
}

function reconstruction(dictionary: Dictionary, acts: Float32Array): Float32Array {
  const out = Float32Array.from(dictionary.tensors.b_dec.data)
  acts.forEach((value, feature) => {
    if (value > 0) for (let i = 0; i < out.length; i += 1) out[i] += value * decoderRow(dictionary, feature)[i]
  })
  return out
}

/** The first columns of a matrix of 40 rows. */
function narrow(data: Float32Array, width: number, kept: number): { shape: number[]; data: Float32Array } {
  return {
    shape: [40, kept],
    data: Float32Array.from({ length: 40 * kept }, (_, i) => data[Math.floor(i / kept) * width + (i % kept)])
  }
}

/** b_enc − b_dec W_enc: activations stay the same where b_dec is not subtracted from the inputs. */
function shifted({ tensors, dIn, dSae }: Dictionary): Float32Array {
  return tensors.b_enc.data.map((bias, j) => {
    let sum = bias
    for (let i = 0; i < dIn; i += 1) sum -= tensors.b_dec.data[i] * tensors.W_enc.data[i * dSae + j]
    return sum
  })
}

function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length
}

function square(x: ArrayLike<number>, y: ArrayLike<number>): number {
  return Array.from(x).reduce((sum, value, i) => sum + (value - y[i]) ** 2, 0)
}

function cosine(x: Float32Array, y: Float32Array): number {
  return x.reduce((sum, value, i) => sum + value * y[i], 0) / Math.hypot(...x) / Math.hypot(...y)
}

function pearson(x: number[], y: number[]): number {
  const [mx, my] = [mean(x), mean(y)]
  const product = x.reduce((sum, value, i) => sum + (value - mx) * (y[i] - my), 0)
  return product / Math.sqrt(x.reduce((s, v) => s + (v - mx) ** 2, 0) * y.reduce((s, v) => s + (v - my) ** 2, 0))
}
