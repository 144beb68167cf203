import { describe, expect, it } from 'vitest'
import { contextRows } from '../../../../../contract/records/studies/held-out'
import { Contexts } from '../../../../../main/analysis/studies/contexts'
import { createRandom } from '../../../../../main/maths/random'

/** The definition, said plainly: the mean over seen rows of the same stretch of a document, at most `contextRows` away. */
function meansOf(dense: number[], documents: number[], isSeen: number[]): number[] {
  return dense.map((_, row) => {
    if (!isSeen[row] || documents[row] < 0) return 0
    const near = dense.flatMap((value, other) => {
      const between = documents.slice(Math.min(row, other), Math.max(row, other) + 1)
      const isNear = Math.abs(other - row) <= contextRows && between.every((document) => document === documents[row])
      return isNear && isSeen[other] ? [value] : []
    })
    return near.reduce((sum, value) => sum + value, 0) / near.length
  })
}

describe('the contexts of rows', () => {
  it('have the mean over their rows as it is defined, in documents of any length, with rows of none and unseen ones', () => {
    const random = createRandom(5)
    const documents = [1, 40, 3, 90, 20, 33].flatMap((length, id) => Array.from({ length }, () => (id === 4 ? -1 : id)))
    const isSeen = documents.map(() => Number(random.next() > 0.1))
    const dense = documents.map((_, row) => (isSeen[row] && random.next() < 0.2 ? 1 + random.next() : 0))
    const rows = Uint32Array.from(dense.keys()).filter((row) => dense[row] > 0)
    const contexts = new Contexts(Int32Array.from(documents), Uint8Array.from(isSeen))
    for (const again of [1, 2]) {
      const pooled = contexts.pooled({ rows, values: Float32Array.from(rows, (row) => dense[row]) })
      const found = dense.map(() => 0)
      pooled.rows.forEach((row, i) => {
        found[row] = pooled.values[i]
      })
      const wanted = meansOf(dense, documents, isSeen)
      expect(
        found.map((value) => value.toFixed(5)),
        `time ${again}`
      ).toEqual(wanted.map((value) => value.toFixed(5)))
      expect([...pooled.rows]).toEqual([...pooled.rows].sort((a, b) => a - b))
    }
  })

  it('keep the category of a row, and have none where a row has no document or was not seen', () => {
    const contexts = new Contexts(Int32Array.of(0, 0, -1, 1), Uint8Array.of(1, 0, 1, 1))
    expect([...contexts.codes(Int32Array.of(3, 2, 1, 0))]).toEqual([3, -1, -1, 0])
  })
})
