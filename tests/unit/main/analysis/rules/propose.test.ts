import { describe, expect, test } from 'vitest'
import type { RuleRows } from '../../../../../main/analysis/rules/matcher'
import { proposedRule } from '../../../../../main/analysis/rules/propose'
import { ruleCounts, ruleShares } from '../../../../../main/analysis/rules/score'
import { createRandom } from '../../../../../main/maths/random'

const vocabulary = [' the', ' Cat', ' dog', ' a', ' cat', '', ' mat', ' on']
const random = createRandom(3)
const tokens = Array.from({ length: 400 }, () => vocabulary[random.integer(vocabulary.length)])
const chance: Record<string, number> = { cat: 0.9, dog: 0.5, mat: 0.1, the: 0.02 }
const firing = tokens.flatMap((token, row) => (random.next() < (chance[token.trim().toLowerCase()] ?? 0) ? [row] : []))
const postings = { rows: Uint32Array.from(firing), values: new Float32Array(firing.length).fill(1) }
const rows: RuleRows = {
  rows: tokens.length,
  hasTokens: true,
  tokens: async (from, to) => tokens.slice(from, to),
  documents: async (from, to) => new Int32Array(to - from),
  uses: async (from, to) => Uint8Array.from({ length: to - from }, (_, i) => ((from + i) % 50 === 0 ? 2 : 0)),
  categories: async () => ({ categories: [], codes: new Int32Array() })
}

async function f1Of(list: string[]): Promise<number> {
  if (list.length === 0) return 0
  const rule = { kind: 'tokens' as const, tokens: list, trim: true, ignoreCase: true }
  return ruleShares(await ruleCounts(postings, rows, { rule, threshold: 0, most: 0 })).f1
}

describe('the rule from the most enriched tokens', () => {
  test('has the best F1 of all lists of tokens', async () => {
    const { rule, tokens: listed, share } = await proposedRule(postings, rows, { threshold: 0 })
    expect(listed[0].token).toBe('cat')
    expect(share).toBeGreaterThan(0.05)
    const words = ['the', 'cat', 'dog', 'a', 'mat', 'on']
    const lists = Array.from({ length: 2 ** words.length }, (_, bits) => words.filter((_word, place) => bits & (1 << place)))
    const best = Math.max(...(await Promise.all(lists.map(f1Of))))
    expect(await f1Of(rule.tokens)).toBe(best)
    const { both } = await ruleCounts(postings, rows, { rule, threshold: 0, most: 0 })
    expect(listed.reduce((sum, { fires }) => sum + fires, 0)).toBe(both)
  })

  test('is refused where the feature fires on nothing twice, and where there are no tokens', async () => {
    const none = { rows: Uint32Array.of(3), values: Float32Array.of(1) }
    await expect(proposedRule(none, rows, { threshold: 0 })).rejects.toMatchObject({ code: 'empty' })
    await expect(proposedRule(postings, { ...rows, hasTokens: false }, { threshold: 0 })).rejects.toMatchObject({
      code: 'not-found'
    })
  })
})
