import { describe, expect, it } from 'vitest'
import type { Shape } from '../../../../../main/dictionaries/architectures/shape'
import { type ResamplingInputs, replacementsFor } from '../../../../../main/dictionaries/resampling/replacements'
import { createRandom } from '../../../../../main/maths/random'
import { saeShape } from '../paths'

const rows = 20

function inputs(shape: Shape, given: Partial<ResamplingInputs> = {}): ResamplingInputs {
  const { dIn, dOut, dSae } = shape
  const random = createRandom(8)
  const normals = (count: number): Float32Array => Float32Array.from({ length: count }, () => random.normal() + 0.5)
  return {
    shape,
    W_enc: normals(dSae * dIn),
    W_dec: normals(dSae * dOut),
    b_dec: normals(dOut),
    x: normals(rows * dIn),
    y: normals(rows * dOut),
    reconstruction: normals(rows * dOut),
    dead: Int32Array.of(1, 4, 5),
    unitNormDecoder: true,
    seed: 3,
    ...given
  }
}

const row = (matrix: Float32Array, i: number, width: number): number[] => [...matrix.subarray(i * width, (i + 1) * width)]
const minus = (a: number[], b: ArrayLike<number>): number[] => a.map((value, i) => value - b[i])
const unit = (vector: number[]): number[] => vector.map((value) => value / Math.hypot(...vector))
const cosine = (a: number[], b: number[]): number => unit(a).reduce((sum, value, i) => sum + value * unit(b)[i], 0)

/** The row of `candidates` that a direction is one of. */
function sourceOf(direction: number[], candidates: number[][]): number {
  return candidates.findIndex((candidate) => cosine(direction, candidate) > 1 - 1e-6)
}

describe('replacements of dead features', () => {
  it('are unit inputs less b_dec, and encoder rows a fifth as long as the living', () => {
    const given = inputs(saeShape(4, 7))
    const { features, W_enc, W_dec, b_enc } = replacementsFor(given)
    expect([...features]).toEqual([1, 4, 5])
    expect([...b_enc]).toEqual([0, 0, 0])
    const living = [0, 2, 3, 6].map((i) => Math.hypot(...row(given.W_enc, i, 4)))
    const mean = living.reduce((sum, norm) => sum + norm, 0) / 4
    const candidates = Array.from({ length: rows }, (_, i) => minus(row(given.x, i, 4), given.b_dec))
    const sources = [0, 1, 2].map((i) => {
      expect(Math.hypot(...row(W_dec, i, 4))).toBeCloseTo(1, 5)
      expect(Math.hypot(...row(W_enc, i, 4))).toBeCloseTo(0.2 * mean, 5)
      expect(cosine(row(W_enc, i, 4), row(W_dec, i, 4))).toBeCloseTo(1, 5)
      return sourceOf(row(W_dec, i, 4), candidates)
    })
    expect(sources.every((source) => source >= 0)).toBe(true)
    expect(new Set(sources).size).toBe(3)
  })

  it('come from the rows that are reconstructed worst', () => {
    const given = inputs(saeShape(4, 7), { dead: Int32Array.of(2) })
    given.reconstruction = given.y.slice()
    given.reconstruction[4 * 13] += 100
    const { W_dec } = replacementsFor(given)
    expect(cosine([...W_dec], minus(row(given.x, 13, 4), given.b_dec))).toBeCloseTo(1, 5)
  })

  it('have the norm of living decoder rows where the decoder is free', () => {
    const given = inputs(saeShape(4, 7), { unitNormDecoder: false })
    const living = [0, 2, 3, 6].map((i) => Math.hypot(...row(given.W_dec, i, 4)))
    const { W_dec } = replacementsFor(given)
    expect(Math.hypot(...row(W_dec, 0, 4))).toBeCloseTo(living.reduce((sum, norm) => sum + norm, 0) / 4, 5)
  })

  it('point along what is missing among the targets, for a transcoder, and listen around the mean row', () => {
    const given = inputs({ kind: 'transcoder', dIn: 4, dOut: 3, dSae: 7, streams: [4] }, { b_dec: new Float32Array(3) })
    const { W_enc, W_dec, b_enc } = replacementsFor(given)
    const mean = [0, 1, 2, 3].map((i) => given.x.reduce((sum, value, at) => sum + (at % 4 === i ? value / rows : 0), 0))
    const listened = sourceOf(
      row(W_enc, 0, 4),
      Array.from({ length: rows }, (_, i) => minus(row(given.x, i, 4), mean))
    )
    const missing = minus(row(given.y, listened, 3), row(given.reconstruction, listened, 3))
    expect(cosine(row(W_dec, 0, 3), missing)).toBeCloseTo(1, 5)
    const atMean = row(W_enc, 0, 4).reduce((sum, value, i) => sum + value * mean[i], b_enc[0])
    expect(atMean).toBeCloseTo(0, 5)
  })

  it('are as many as there are rows, where more features are dead', () => {
    const dead = Int32Array.from({ length: 60 }, (_, i) => i + 3)
    const { features, W_enc } = replacementsFor(inputs(saeShape(4, 80), { dead }))
    expect([...features]).toEqual([...dead.slice(0, rows)])
    expect(W_enc).toHaveLength(rows * 4)
  })

  it('are none where everything is reconstructed', () => {
    const given = inputs(saeShape(4, 7))
    expect(replacementsFor({ ...given, reconstruction: given.y }).features).toHaveLength(0)
  })
})
