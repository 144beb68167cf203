import { describe, expect, it } from 'vitest'
import { referenceEncoder } from '../../../../../main/interchange'
import { chooseCheckRows, readCheckRows, writeCheckRows } from '../../../../../main/interchange/export/check-rows'
import { differences, resultsOf, scaleOf } from '../../../../../main/interchange/export/compare'
import { dictionaryOf } from '../../dictionaries/random'
import { randomBatch, randomDictionary, temporaryFolder } from '../material'

const dictionary = randomDictionary({ seed: 8, dIn: 6, dSae: 20, k: 4 })

describe('the rows an export is compared on', () => {
  it('come back with their results, also row ids that f32 can not hold', async () => {
    const folder = temporaryFolder()
    const batch = randomBatch(1, 5, 6)
    const results = resultsOf(referenceEncoder(dictionary), batch)
    await writeCheckRows(folder, batch, results)
    const read = await readCheckRows(folder, dictionary)
    expect(read).toEqual({ batch, results })
    expect(read.batch.rows[0]).toBe(20_000_001)
  })

  it('leave out rows on which two features tie for the last place', () => {
    const batch = randomBatch(1, 6, 6)
    const tied = randomDictionary({ seed: 8, dIn: 6, dSae: 20, k: 4 })
    // Features 0 … 4 fire strongly and alike on every row, so any four of the five are the k greatest.
    for (let j = 0; j < 5; j += 1) {
      for (let i = 0; i < 6; i += 1) tied.tensors.W_enc.data[i * 20 + j] = 0
      tied.tensors.b_enc.data[j] = 1000
    }
    expect(chooseCheckRows(tied, batch)).toMatchObject({ tied: 6, batch: { count: 0 } })
    tied.tensors.b_enc.data[4] = 999
    expect(chooseCheckRows(tied, batch)).toMatchObject({ tied: 0, batch: { count: 6 } })
  })

  it('count ties only where the activation would be above zero, and never for ReLU', () => {
    const batch = randomBatch(1, 6, 6)
    const silent = randomDictionary({ seed: 8, dIn: 6, dSae: 20, k: 4 })
    silent.tensors.W_enc.data.fill(0)
    silent.tensors.b_enc.data.fill(-1)
    expect(chooseCheckRows(silent, batch).tied).toBe(0)
    silent.tensors.b_enc.data.fill(1)
    expect(chooseCheckRows(silent, batch).tied).toBe(6)
    expect(chooseCheckRows({ ...silent, architecture: 'standard' }, batch).tied).toBe(0)
  })

  it('leave out rows on which a feature lies on its threshold, or on 0 where it is gated', () => {
    const batch = randomBatch(1, 6, 6)
    const jumping = dictionaryOf({ architecture: 'jumprelu' })
    const gated = dictionaryOf({ architecture: 'gated' })
    expect(chooseCheckRows(jumping, batch)).toMatchObject({ tied: 0, batch: { count: 6 } })
    expect(chooseCheckRows(gated, batch)).toMatchObject({ tied: 0, batch: { count: 6 } })
    const third = batch.values.subarray(12, 18)
    jumping.tensors.threshold.data[7] = referenceEncoder(jumping).preActivations(third)[7]
    // Above 0, else it would be no jump.
    jumping.tensors.b_enc.data[7] += 100
    jumping.tensors.threshold.data[7] += 100
    gated.tensors.b_gate.data[2] -= referenceEncoder(gated).preActivations(third)[2]
    expect(chooseCheckRows(jumping, batch)).toMatchObject({ tied: 1, batch: { count: 5 } })
    expect(chooseCheckRows(gated, batch)).toMatchObject({ tied: 1, batch: { count: 5 } })
    jumping.tensors.threshold.data.fill(0)
    expect(chooseCheckRows(jumping, batch).tied).toBe(0)
  })

  it('are few where the dictionary is large', () => {
    const zeros = (...shape: number[]) => ({ shape, data: new Float32Array(shape.reduce((a, b) => a * b)) })
    const tensors = { W_enc: zeros(2000, 2000), b_enc: zeros(2000), W_dec: zeros(2000, 2000), b_dec: zeros(2000) }
    const large = { architecture: 'standard' as const, dIn: 2000, dSae: 2000, applyBDecToInput: false, tensors }
    expect(chooseCheckRows(large, { ...randomBatch(1, 1, 2000), count: 1 }).batch.count).toBe(1)
    expect(chooseCheckRows({ ...large, dSae: 2000 }, randomBatch(1, 500, 2000)).batch.count).toBe(375)
  })
})

describe('the differences of two results', () => {
  const batch = randomBatch(2, 4, 6)
  const results = () => resultsOf(referenceEncoder(dictionary), batch)

  it('are zero for the same', () => {
    expect(differences(results(), results())).toEqual({ acts: 0, recon: 0 })
  })

  it('are the greatest of any value', () => {
    const other = results()
    other.acts.values[3] += 0.5
    other.recon[7] -= 0.25
    const found = differences(results(), other)
    expect(found.acts).toBeCloseTo(0.5, 5)
    expect(found.recon).toBeCloseTo(0.25, 5)
  })

  it('count a feature that only one has with its whole activation', () => {
    const other = results()
    const [first] = other.acts.features
    other.acts.features[0] = Array.from({ length: 20 }, (_, f) => f).find((f) => !other.acts.features.subarray(0, 4).includes(f))!
    expect(first).not.toBe(other.acts.features[0])
    expect(differences(results(), other).acts).toBeCloseTo(other.acts.values[0], 6)
    expect(differences(other, results()).acts).toBeCloseTo(other.acts.values[0], 6)
  })

  it('are infinite for NaN and for other sizes', () => {
    const other = results()
    other.recon[0] = Number.NaN
    other.acts.values[0] = Number.NaN
    expect(differences(results(), other)).toEqual({ acts: Number.POSITIVE_INFINITY, recon: Number.POSITIVE_INFINITY })
    const shorter = resultsOf(referenceEncoder(dictionary), randomBatch(2, 3, 6))
    expect(differences(results(), shorter)).toEqual({ acts: Number.POSITIVE_INFINITY, recon: Number.POSITIVE_INFINITY })
  })

  it('have a scale of at least 1', () => {
    const own = results()
    const greatest = Math.max(...Array.from(own.acts.values), ...Array.from(own.recon, Math.abs))
    expect(scaleOf(own)).toBe(greatest)
    expect(scaleOf({ acts: { ...own.acts, values: own.acts.values.map(() => 0.1) }, recon: own.recon.map(() => 0.1) })).toBe(1)
  })
})
