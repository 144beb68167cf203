import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { enrichedTokens } from '../../../../../main/analysis/suggestions/enriched-tokens'

const all = { rows: 1_000, counts: new Map(Object.entries({ the: 100, cat: 10, rare: 1, sat: 200, only: 2 })) }

describe('enriched tokens', () => {
  it('are those that are met more often here than anywhere, with their lift', () => {
    const tokens = [...Array(6).fill('cat'), ...Array(3).fill('the'), 'sat']
    expect(enrichedTokens(tokens, all, 5)).toEqual([
      { token: 'cat', share: 0.6, shareOfAll: 0.01, lift: 60 },
      { token: 'the', share: 0.3, shareOfAll: 0.1, lift: 0.3 / 0.1 }
    ])
    expect(enrichedTokens(tokens, all, 1)).toHaveLength(1)
  })

  it('are ordered by how much they tell, not by lift alone', () => {
    const tokens = [...Array(48).fill('cat'), 'only', 'only']
    expect(enrichedTokens(tokens, all, 5).map(({ token, lift }) => [token, lift])).toEqual([
      ['cat', 96],
      ['only', 20]
    ])
    const few = enrichedTokens([...Array(40).fill('the'), ...Array(2).fill('only'), ...Array(8).fill('sat')], all, 5)
    expect(few.map(({ token }) => token)).toEqual(['the', 'only'])
    expect(few[1].lift).toBeGreaterThan(few[0].lift)
  })

  it('are none where a token is met once, is as frequent as anywhere, or is missing', () => {
    expect(enrichedTokens(['rare', ...Array(20).fill('')], all, 5)).toEqual([])
    expect(enrichedTokens(Array(10).fill('sat').concat(Array(40).fill('x')), all, 5)).toEqual([])
    expect(enrichedTokens([], all, 5)).toEqual([])
  })

  it('have the lift that counting by hand gives', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 20, maxLength: 60 }), fc.nat(10), (rows, from) => {
        const counts = new Map(['a', 'b', 'c'].map((token) => [token, rows.filter((one) => one === token).length]))
        const some = rows.slice(from, from + 10)
        for (const { token, lift, share } of enrichedTokens(some, { rows: rows.length, counts }, 3)) {
          const active = some.filter((one) => one === token).length
          expect(share).toBe(active / some.length)
          expect(lift).toBeCloseTo((active * rows.length) / (some.length * counts.get(token)!), 10)
        }
      }),
      { seed: 7 }
    )
  })
})
