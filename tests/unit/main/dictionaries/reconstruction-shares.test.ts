import { describe, expect, it } from 'vitest'
import { createReconstructionShares } from '../../../../main/dictionaries'
import { sparseRowsFromDense } from '../../../../main/maths/sparse-rows'
import { dictionaryWith } from './decoder-only'
import { randomBatch } from './made'

/** By the definition, in f64: how each f·⟨d, y − ȳ⟩ adds up, as a part of Σ‖y − ȳ‖². */
function shares(acts: Float32Array, decoder: Float32Array, rows: number, dSae: number, dIn: number): number[] {
  const written = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: dIn }, (_, at) => {
      let sum = 0
      for (let i = 0; i < dSae; i += 1) sum += acts[row * dSae + i] * decoder[i * dIn + at]
      return sum
    })
  )
  const mean = Array.from({ length: dIn }, (_, at) => written.reduce((sum, y) => sum + y[at] / rows, 0))
  const centered = written.map((y) => y.map((value, at) => value - mean[at]))
  const total = centered.flat().reduce((sum, value) => sum + value ** 2, 0)
  return Array.from({ length: dSae }, (_, i) => {
    const carried = centered.map((y, row) => acts[row * dSae + i] * y.reduce((sum, v, at) => sum + v * decoder[i * dIn + at], 0))
    return carried.reduce((a, b) => a + b, 0) / total
  })
}

const [rows, dSae, dIn] = [60, 24, 5]
const decoder = randomBatch(dSae, dIn).values

async function measured(acts: Float32Array, parts = 1): Promise<Float64Array> {
  const made = await createReconstructionShares(dictionaryWith(decoder, dSae, dIn))
  const size = rows / parts
  for (let from = 0; from < rows; from += size) {
    made.add(sparseRowsFromDense(acts.subarray(from * dSae, (from + size) * dSae), size, dSae))
  }
  const found = made.shares()
  made.dispose()
  return found
}

describe('the shares of the reconstruction', () => {
  it.each([
    ['few features active', 1.2],
    ['most features active', -1.5]
  ])('are those of the definition, with %s', async (_, threshold) => {
    const acts = randomBatch(rows, dSae, 3).values.map((value) => Math.max(0, value - threshold))
    const expected = shares(acts, decoder, rows, dSae, dIn)
    const found = await measured(acts)
    found.forEach((share, i) => {
      expect(share).toBeCloseTo(expected[i], 5)
    })
    expect(found.reduce((a, b) => a + b)).toBeCloseTo(1, 10)
    ;(await measured(acts, 12)).forEach((share, i) => {
      expect(share).toBeCloseTo(found[i], 6)
    })
  })

  it('are 0 for a feature that is always as active, however strong', async () => {
    const acts = randomBatch(rows, dSae, 3).values.map((value, i) => (i % dSae === 4 ? 8 : Math.max(0, value - 1.2)))
    expect((await measured(acts))[4]).toBeCloseTo(0, 5)
  })

  it('are all 0 where nothing varies, and where no row came', async () => {
    const acts = Float32Array.from({ length: rows * dSae }, (_, i) => (i % dSae === 1 ? 3 : 0))
    expect(await measured(acts)).toEqual(new Float64Array(dSae))
    const made = await createReconstructionShares(dictionaryWith(decoder, dSae, dIn))
    expect(made.shares()).toEqual(new Float64Array(dSae))
    made.dispose()
  })
})
