import { expect, it } from 'vitest'
import { countTokens } from '../../../../../main/datasets/row-index/token-counts'

/** Row i has token i % kinds, none where that is 0; every tenth row is left out. */
const indexOf = (rows: number, kinds: number) => ({
  rows,
  tokens: async (from: number, to: number) =>
    Array.from({ length: Math.min(to, rows) - from }, (_, i) => ((from + i) % kinds === 0 ? '' : `t${(from + i) % kinds}`)),
  uses: async (from: number, to: number) =>
    Uint8Array.from({ length: Math.min(to, rows) - from }, (_, i) => ((from + i) % 10 === 0 ? 2 : 0))
})

it('counts every row that is used, with or without a token', async () => {
  const { counts, rows } = await countTokens(indexOf(20_000, 4))
  expect(rows).toBe(18_000)
  expect(Object.fromEntries(counts)).toEqual({ t1: 5_000, t2: 4_000, t3: 5_000 })
})

it('counts large data sets in blocks that are spread over all of them', async () => {
  const { counts, rows } = await countTokens(indexOf(4_500_000, 4))
  expect(rows).toBeLessThan(2_200_000)
  expect(rows).toBeGreaterThan(1_800_000)
  expect(counts.get('t1')! / rows).toBeCloseTo(0.25 / 0.9, 3)
})
