import { describe, expect, it } from 'vitest'
import { allCosines, encoderDirections, nearestAmong, nearestBetween, nearestByDecoder } from '../../../../main/dictionaries'
import { dictionaryWith } from './decoder-only'
import { randomBatch } from './made'
import { dictionaryOf } from './random'

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

describe('directions of two dictionaries', () => {
  const [features, others, width] = [7, 40, 5]
  const from = { data: randomBatch(features, width, 2).values, features, width }
  const to = { data: randomBatch(others, width, 3).values, features: others, width }
  const cosine = (a: number, b: number): number => {
    const [x, y] = [from.data.subarray(a * width, (a + 1) * width), to.data.subarray(b * width, (b + 1) * width)]
    return x.reduce((sum, value, i) => sum + value * y[i], 0) / Math.hypot(...x) / Math.hypot(...y)
  }

  it('have the cosines that comparing all pairs gives', async () => {
    const all = await allCosines(from, to)
    for (let i = 0; i < all.length; i += 1) expect(all[i]).toBeCloseTo(cosine(Math.floor(i / others), i % others), 5)
  })

  it('have the nearest of the other one, which may bear the same number', async () => {
    const found = await nearestBetween(from, to, 3)
    for (let a = 0; a < features; a += 1) {
      const order = Array.from({ length: others }, (_, b) => b).sort((b, c) => cosine(a, c) - cosine(a, b))
      expect([...found.features.subarray(a * 3, a * 3 + 3)]).toEqual(order.slice(0, 3))
    }
    const same = await nearestBetween(from, { ...from }, 1)
    expect([...same.features]).toEqual([0, 1, 2, 3, 4, 5, 6])
  })

  it('are all there are where fewer were asked for', async () => {
    expect((await nearestBetween(to, from, 10)).count).toBe(features)
  })
})

describe('directions of the encoder', () => {
  it('are the columns of W_enc', async () => {
    const dictionary = dictionaryOf({ dSae: 9 })
    const { data, features, width } = encoderDirections(dictionary)
    expect([features, width]).toEqual([9, 6])
    expect(data[3 * 6 + 2]).toBe(dictionary.tensors.W_enc.data[2 * 9 + 3])
    expect((await nearestAmong({ data, features, width }, 2)).features).toHaveLength(18)
  })
})
