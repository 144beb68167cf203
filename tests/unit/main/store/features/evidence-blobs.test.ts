import { describe, expect, test } from 'vitest'
import {
  blobFromExamples,
  blobFromNeighbors,
  examplesFromBlob,
  foldedCounts,
  neighborsFromBlob
} from '../../../../../main/store/features/evidence-blobs'
import { analyzedFeature, codeOf } from '../samples'

describe('blobs of evidence', () => {
  test('give back examples and neighbors as they were', () => {
    const { top, random, intervals, neighbors } = analyzedFeature(5)
    expect(examplesFromBlob(blobFromExamples({ top, random, intervals }))).toEqual({ top, random, intervals })
    expect(neighborsFromBlob(blobFromNeighbors(neighbors))).toEqual(neighbors)
  })

  test('of a feature that never fires are empty lists', () => {
    const none = { rows: new Uint32Array(0), values: new Float32Array(0) }
    const intervals = Array.from({ length: 10 }, () => ({ ...none, count: 0 }))
    expect(examplesFromBlob(blobFromExamples({ top: none, random: none, intervals }))).toEqual({
      top: none,
      random: none,
      intervals
    })
  })

  test('that were cut or changed are damaged, whatever they claim', async () => {
    const blob = blobFromExamples(analyzedFeature(5))
    const lying = blob.slice()
    new DataView(lying.buffer).setUint32(0, 0xffffffff, true)
    for (const bad of [blob.subarray(0, 8), blob.subarray(0, blob.length - 4), blob.subarray(1), lying, new Uint8Array(0)])
      expect(await codeOf(() => examplesFromBlob(bad))).toBe('damaged')
    expect(await codeOf(() => neighborsFromBlob(new Uint8Array(12)))).toBe('damaged')
  })

  test('a folded histogram adds up neighboring bins', () => {
    expect(foldedCounts(Uint32Array.of(1, 2, 3, 4, 5, 6), 3)).toEqual([3, 7, 11])
  })
})
