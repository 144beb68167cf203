import { describe, expect, it } from 'vitest'
import { type Dictionary, nearestByDecoder } from '../../../../main/dictionaries'
import { randomBatch } from './made'
import { dictionaryOf } from './random'

function dictionaryWith(decoder: Float32Array, dSae: number, dIn: number): Dictionary {
  const zeros = (...shape: number[]) => ({ shape, data: new Float32Array(shape.reduce((product, size) => product * size, 1)) })
  const tensors = { W_enc: zeros(dIn, dSae), b_enc: zeros(dSae), W_dec: { shape: [dSae, dIn], data: decoder }, b_dec: zeros(dIn) }
  return { architecture: 'standard', dIn, dSae, applyBDecToInput: true, tensors }
}

/** All cosines, in float64. */
function bruteForce(decoder: Float32Array, dSae: number, dIn: number): number[][] {
  const row = (i: number) => Array.from(decoder.subarray(i * dIn, (i + 1) * dIn))
  const dot = (a: number[], b: number[]) => a.reduce((sum, value, i) => sum + value * b[i], 0)
  return Array.from({ length: dSae }, (_, i) =>
    Array.from({ length: dSae }, (_, j) => dot(row(i), row(j)) / Math.hypot(...row(i)) / Math.hypot(...row(j)))
  )
}

describe('nearestByDecoder', () => {
  it('finds what comparing all pairs finds, with progress to the end', async () => {
    const [dSae, dIn, count] = [96, 5, 4]
    const decoder = randomBatch(dSae, dIn).values
    const cosines = bruteForce(decoder, dSae, dIn)
    const progress: number[] = []
    const found = await nearestByDecoder(dictionaryWith(decoder, dSae, dIn), count, ({ done }) => progress.push(done))
    expect(progress.at(-1)).toBe(dSae)
    for (let feature = 0; feature < dSae; feature += 1) {
      const order = cosines[feature].map((cosine, id) => ({ cosine, id })).filter(({ id }) => id !== feature)
      const nearest = order.sort((a, b) => b.cosine - a.cosine).slice(0, count)
      expect([...found.features.subarray(feature * count, (feature + 1) * count)]).toEqual(nearest.map(({ id }) => id))
      nearest.forEach(({ cosine }, i) => {
        expect(found.cosines[feature * count + i]).toBeCloseTo(cosine, 5)
      })
    }
  })

  it('never names the feature itself, not even among copies of it', async () => {
    const found = await nearestByDecoder(dictionaryWith(new Float32Array(10).fill(1), 5, 2), 3)
    for (let feature = 0; feature < 5; feature += 1) {
      expect(found.features.subarray(feature * 3, feature * 3 + 3)).not.toContain(feature)
    }
  })

  it('gives all others where there are fewer than asked, and none for a single feature', async () => {
    const found = await nearestByDecoder(dictionaryWith(Float32Array.of(1, 0, 0, 1, 0, 0), 3, 2), 10)
    expect(found.count).toBe(2)
    expect(found.cosines).toEqual(new Float32Array(6))
    expect((await nearestByDecoder(dictionaryWith(Float32Array.of(1), 1, 1), 10)).count).toBe(0)
  })

  it('stops when cancelled', async () => {
    const abort = AbortSignal.abort()
    const search = nearestByDecoder(dictionaryWith(Float32Array.of(1, 0, 0, 1), 2, 2), 1, undefined, abort)
    await expect(search).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('compares decoder rows as wide as the targets of a transcoder', async () => {
    const transcoder = dictionaryOf({ kind: 'transcoder' })
    const found = await nearestByDecoder(transcoder, 3)
    const cosines = bruteForce(transcoder.tensors.W_dec.data, 20, 4)
    const others = cosines[0].map((cosine, id) => (id === 0 ? -2 : cosine))
    expect(found.cosines[0]).toBeCloseTo(Math.max(...others), 5)
  })
})
