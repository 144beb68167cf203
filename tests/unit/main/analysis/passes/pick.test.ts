import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Candidates, createPicker } from '../../../../../main/analysis/passes/pick'

/** Rows 0 … n − 1 with a document and a key each; few distinct keys so that ties occur. */
const problem = fc
  .array(fc.record({ document: fc.integer({ min: 0, max: 9 }), key: fc.integer({ min: 0, max: 20 }) }), { maxLength: 60 })
  .map((rows) => ({
    documents: { ordinals: Int32Array.from(rows, (row) => row.document), count: 10 },
    candidates: {
      rows: Uint32Array.from(rows.keys()),
      keys: Uint32Array.from(rows, (row) => row.key),
      positions: Uint32Array.from(rows.keys())
    } satisfies Candidates
  }))

/** The definition: walk by key; take a row when its document has none yet; then fill with those passed over. */
function walked({ rows, keys, positions }: Candidates, documents: Int32Array, count: number): number[] {
  const order = Array.from(positions).sort((a, b) => keys[b] - keys[a] || rows[a] - rows[b])
  const seen = new Set<number>()
  const first = order.filter((p) => !seen.has(documents[rows[p]]) && seen.add(documents[rows[p]]))
  const chosen = new Set(first.slice(0, count))
  for (const position of order) if (chosen.size < count) chosen.add(position)
  return order.filter((position) => chosen.has(position))
}

describe('the picker', () => {
  it('takes one row per document while there are enough, then the next best', () => {
    fc.assert(
      fc.property(problem, fc.integer({ min: 1, max: 25 }), ({ documents, candidates }, count) => {
        const picker = createPicker(documents)
        expect(picker.onePerDocument(candidates, count)).toEqual(walked(candidates, documents.ordinals, count))
        // A second use must not remember the first.
        expect(picker.onePerDocument(candidates, count)).toEqual(walked(candidates, documents.ordinals, count))
      })
    )
  })

  it('picks only among the given positions', () => {
    const documents = { ordinals: Int32Array.of(0, 1, 2, 3), count: 4 }
    const candidates = { rows: Uint32Array.of(0, 1, 2, 3), keys: Float32Array.of(9, 1, 8, 2), positions: Uint32Array.of(1, 3) }
    expect(createPicker(documents).onePerDocument(candidates, 3)).toEqual([3, 1])
  })
})
