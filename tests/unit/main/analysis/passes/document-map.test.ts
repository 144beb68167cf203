import { describe, expect, it } from 'vitest'
import { readDocumentMap } from '../../../../../main/analysis/passes/document-map'

const signal = new AbortController().signal

describe('the map of documents', () => {
  it('reads all rows in blocks', async () => {
    const asked: [number, number][] = []
    const map = await readDocumentMap(
      150_000,
      async (from, to) => {
        asked.push([from, to])
        return Int32Array.from({ length: to - from }, (_, i) => Math.floor((from + i) / 100))
      },
      signal
    )
    expect(asked).toEqual([
      [0, 65_536],
      [65_536, 131_072],
      [131_072, 150_000]
    ])
    expect(map.count).toBe(1500)
    expect(map.ordinals[149_999]).toBe(1499)
  })

  it('makes every row without a document one of its own', async () => {
    const map = await readDocumentMap(5, async () => Int32Array.of(0, -1, 1, -1, 1), signal)
    expect(map.count).toBe(4)
    expect(Array.from(map.ordinals)).toEqual([0, 2, 1, 3, 1])
  })

  it('stops when cancelled', async () => {
    const controller = new AbortController()
    controller.abort()
    await expect(readDocumentMap(5, async () => new Int32Array(5), controller.signal)).rejects.toMatchObject({
      code: 'cancelled'
    })
  })
})
