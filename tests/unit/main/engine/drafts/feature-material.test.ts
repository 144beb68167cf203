import { expect, test } from 'vitest'
import { DraftEvidence } from '../../../../../contract/records/draft'
import type { RowIndex } from '../../../../../main/datasets/index'
import { type DraftedRows, featureMaterial } from '../../../../../main/engine/drafts/feature-material'

const rows = 1_000
/** Every tenth row fires; all rows are tokens of one document. */
const firing = Uint32Array.from({ length: rows / 10 }, (_, i) => 10 * i)
const postings = { rows: firing, values: Float32Array.from(firing, (row) => 1 + row / 100) }
const nothing = { rows: new Uint32Array(), values: new Float32Array() }

const index = {
  rows,
  tokens: async (from: number, to: number) => Array.from({ length: to - from }, (_, i) => `t${from + i} `),
  documents: async (from: number, to: number) => new Int32Array(to - from),
  positions: async (from: number) => Int32Array.of(from),
  labels: async () => ({}),
  documentName: () => 'one'
} as unknown as RowIndex

const sources = {
  index,
  activations: { postings: async (feature: number) => (feature === 3 ? postings : nothing) },
  uses: new Uint8Array(rows),
  documents: new Int32Array(rows)
}
const given: DraftedRows = {
  feature: 3,
  max: 11,
  top: Uint32Array.of(990, 980, 970),
  intervals: [Uint32Array.of(0, 10), Uint32Array.of(500, 990)],
  neighbors: [7]
}

test('shows the strongest and one of each interval, once each; scores on rows outside of their contexts', async () => {
  const evidence = DraftEvidence.parse({ top: 2, context: 4, detectRows: 20 })
  const { examples, held, max } = await featureMaterial(given, evidence, sources)
  expect([examples.map(({ row }) => row), max]).toEqual([[990, 980, 500, 0], 11])
  expect(examples[2].values[examples[2].peak]).toBe(6)
  expect(held.fires.filter(Boolean)).toHaveLength(10)
  expect(held.fires).toHaveLength(20)
  for (const [i, { row, values, value }] of held.rows.entries()) {
    expect(examples.every((shown) => Math.abs(shown.row - row) > 4)).toBe(true)
    expect(held.fires[i]).toBe(row % 10 === 0)
    expect(held.fires[i] ? value > 0 : values.every((one) => one === 0), String(row)).toBe(true)
  }
  expect(await featureMaterial(given, evidence, sources)).toEqual({ examples, held, max })
})

test('without rows of both kinds, or without a score, nothing is held out', async () => {
  const wide = await featureMaterial(given, DraftEvidence.parse({ context: 20 }), sources)
  // With 20 tokens to either side every context has an active one.
  expect(wide.held).toEqual({ rows: [], fires: [] })
  expect((await featureMaterial(given, DraftEvidence.parse({ context: 2, detectRows: 0 }), sources)).held.rows).toEqual([])
})
