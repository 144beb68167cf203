import { describe, expect, it } from 'vitest'
import { matched } from '../../../../../../main/analysis/studies/compare/matching'
import type { Similarities } from '../../../../../../main/analysis/studies/compare/similarities'

const nothing = { features: new Uint32Array(), values: new Float32Array() }
const watched = { signal: new AbortController().signal, onProgress: () => undefined }

/** Two features of A, both most like feature 0 of B. */
const all = Float32Array.of(0.9, 0.8, 0.1, 0.85, 0.2, 0.1)

describe('matched', () => {
  it('takes the pairs with the greatest sum where all similarities are known', async () => {
    const similarities: Similarities = { featuresA: 2, featuresB: 3, ofA: nothing, ofB: nothing, all }
    const { method, partnerOf, similarity } = await matched(similarities, watched)
    expect([method, [...partnerOf]]).toEqual(['hungarian', [1, 0]])
    expect(similarity[0]).toBeCloseTo(0.8, 6)
  })

  it('leaves features without partner where the other dictionary is smaller', async () => {
    const turned = Float32Array.of(0.9, 0.85, 0.8, 0.2, 0.1, 0.1)
    const similarities: Similarities = { featuresA: 3, featuresB: 2, ofA: nothing, ofB: nothing, all: turned }
    const { partnerOf, similarity } = await matched(similarities, watched)
    expect([...partnerOf]).toEqual([1, 0, -1])
    expect(similarity[2]).toBeNaN()
  })

  it('takes the most similar pair first among candidates, and none that are not alike', async () => {
    const candidates = { count: 2, features: Uint32Array.of(0, 1, 0, 2), values: Float32Array.of(0.9, 0.8, 0.85, 0) }
    const similarities: Similarities = { featuresA: 2, featuresB: 3, ofA: nothing, ofB: nothing, candidates }
    const { method, partnerOf } = await matched(similarities, watched)
    expect([method, [...partnerOf]]).toEqual(['greedy', [0, -1]])
  })

  it('stops when cancelled', async () => {
    const similarities: Similarities = { featuresA: 2, featuresB: 3, ofA: nothing, ofB: nothing, all }
    await expect(matched(similarities, { ...watched, signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' })
  })
})
