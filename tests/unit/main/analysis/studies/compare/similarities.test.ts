import { expect, it } from 'vitest'
import { correlationSimilarities, cosineSimilarities } from '../../../../../../main/analysis/studies/compare/similarities'
import { createRandom } from '../../../../../../main/maths/random'

const watched = { signal: new AbortController().signal, onProgress: () => undefined }

it('keeps the most similar ones of each feature where all would be too many, and agrees with all', async () => {
  const random = createRandom(2)
  const directions = (features: number) => ({
    features,
    width: 4,
    data: Float32Array.from({ length: features * 4 }, () => random.normal())
  })
  const [a, b] = [directions(60), directions(90)]
  const whole = await cosineSimilarities(a, b, watched)
  const few = await cosineSimilarities(a, b, watched, 100)
  expect(few.all).toBeUndefined()
  expect(few.candidates?.count).toBe(32)
  expect([...few.ofA.features]).toEqual([...whole.ofA.features])
  expect([...few.ofB.features]).toEqual([...whole.ofB.features])
  const row = Array.from(whole.all!.subarray(7 * 90, 8 * 90)).sort((x, y) => y - x)
  few.candidates!.values.subarray(7 * 32, 8 * 32).forEach((value, place) => {
    expect(value).toBeCloseTo(row[place], 5)
  })
})

it('does the same with correlations', async () => {
  const sparse = (dSae: number, seed: number) => {
    const random = createRandom(seed)
    const features = Uint32Array.from({ length: 600 }, (_, i) => (i % 6) * Math.floor(dSae / 6) + random.integer(dSae / 6))
    const values = Float32Array.from({ length: 600 }, () => 0.1 + random.next())
    return { count: 100, dSae, starts: Uint32Array.from({ length: 101 }, (_, row) => row * 6), features, values }
  }
  const sample = { rows: 100, a: sparse(48, 1), b: sparse(60, 2) }
  const whole = await correlationSimilarities(sample, watched)
  const few = await correlationSimilarities(sample, watched, 100)
  expect(few.candidates?.count).toBe(32)
  expect([...few.ofA.values]).toEqual([...whole.ofA.values])
  expect([...few.ofB.values]).toEqual([...whole.ofB.values])
})
