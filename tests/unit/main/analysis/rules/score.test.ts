import { describe, expect, test } from 'vitest'
import { LabelRule, type RuleScore } from '../../../../../contract/records/rule'
import type { LoupeError } from '../../../../../contract/wire/errors'
import type { RuleRows } from '../../../../../main/analysis/rules/matcher'
import { ruleCounts, ruleShares } from '../../../../../main/analysis/rules/score'

const words = [' The', ' cat', ' sat', 'the', ' dog', '.', ' a', ' Cat']
const documents = [0, 0, 0, 1, 1, 1, 2, 2]

const rows: RuleRows = {
  rows: words.length,
  hasTokens: true,
  tokens: async (from, to) => words.slice(from, to),
  documents: async (from, to) => Int32Array.from(documents.slice(from, to)),
  uses: async (from, to) => Uint8Array.from({ length: to - from }, (_, i) => (from + i === 7 ? 2 : 0)),
  categories: async (column) => ({
    categories: ['news', 'code'],
    codes: Int32Array.from(column === 'domain' ? [0, 0, 0, 1, 1, 1, -1, -1] : [1, 1, 0, 0, 0, 0, 0, 0])
  })
}
/** Fires on “cat”, “dog”, “ a” (weakly), and on the row that was left out. */
const postings = { rows: Uint32Array.of(1, 4, 6, 7), values: Float32Array.of(3, 5, 0.5, 9) }

const counts = (rule: object, threshold = 0) => ruleCounts(postings, rows, { rule: LabelRule.parse(rule), threshold, most: 10 })

describe('a rule against the activations', () => {
  test('counts rows, names what it misses by strength and what it names wrongly by row', async () => {
    const found = await counts({ kind: 'tokens', tokens: ['cat', 'THE'] })
    expect(found).toEqual({ rows: 7, fires: 3, named: 3, both: 1, missed: [4, 6], wronglyNamed: [0, 3] })
    expect(ruleShares(found)).toEqual({ precision: 1 / 3, recall: 1 / 3, f1: 1 / 3 } satisfies Partial<RuleScore>)
  })

  test('only counts what fires above the threshold', async () => {
    expect(await counts({ kind: 'tokens', tokens: ['cat', 'dog'] }, 1)).toMatchObject({ fires: 2, both: 2, missed: [] })
  })

  test('of tokens can mind space and case', async () => {
    expect(await counts({ kind: 'tokens', tokens: ['the'], trim: false, ignoreCase: false })).toMatchObject({
      named: 1,
      wronglyNamed: [3]
    })
  })

  test('of a pattern looks at the token, or at the text of the document that ends with it', async () => {
    expect(await counts({ kind: 'pattern', pattern: '^ (cat|dog)$' })).toMatchObject({ named: 2, both: 2 })
    expect(await counts({ kind: 'pattern', pattern: 'the dog$', over: 'text', ignoreCase: true })).toMatchObject({
      named: 1,
      both: 1
    })
    expect(await counts({ kind: 'pattern', pattern: 'satthe', over: 'text', ignoreCase: true })).toMatchObject({ named: 0 })
  })

  test('of columns needs all its conditions', async () => {
    const domain = { column: 'domain', values: ['news'] }
    expect(await counts({ kind: 'columns', conditions: [domain] })).toMatchObject({ named: 3, both: 1 })
    const other = { column: 'other', values: ['code'] }
    expect(await counts({ kind: 'columns', conditions: [domain, other] })).toMatchObject({ named: 2, both: 1 })
    expect(await counts({ kind: 'columns', conditions: [{ ...domain, not: true }] })).toMatchObject({ named: 4, both: 2 })
  })

  test('shares are 0 where there is nothing to divide by', () => {
    expect(ruleShares({ fires: 0, named: 0, both: 0 })).toEqual({ precision: 0, recall: 0, f1: 0 })
  })
})

describe('a pattern', () => {
  const failure = (rule: object, of = rows) =>
    ruleCounts(postings, of, { rule: LabelRule.parse(rule), threshold: 0, most: 1 }).catch((thrown: LoupeError) => thrown)

  test('that is no regular expression is refused', async () => {
    expect(await failure({ kind: 'pattern', pattern: '(' })).toMatchObject({ code: 'usage' })
  })

  test('that would take for ever is stopped, and nothing else waits meanwhile', { timeout: 60_000 }, async () => {
    const long = { ...rows, tokens: async (from: number, to: number) => new Array<string>(to - from).fill(`${'a'.repeat(60)}!`) }
    let [ticks, longest, last] = [0, 0, Date.now()]
    const clock = setInterval(() => {
      ticks += 1
      longest = Math.max(longest, Date.now() - last)
      last = Date.now()
    }, 10)
    expect(await failure({ kind: 'pattern', pattern: '^(a+)+$' }, long)).toMatchObject({
      code: 'usage',
      message: expect.stringContaining('too long')
    })
    clearInterval(clock)
    expect(ticks).toBeGreaterThan(20)
    expect(longest).toBeLessThan(1_500)
  })

  test('that nobody waits for any more is ended at once', async () => {
    const long = { ...rows, tokens: async (from: number, to: number) => new Array<string>(to - from).fill(`${'a'.repeat(60)}!`) }
    const abort = new AbortController()
    setTimeout(() => abort.abort(new Error('left')), 100)
    const began = Date.now()
    const rule = LabelRule.parse({ kind: 'pattern', pattern: '^(a+)+$' })
    const question = { rule, threshold: 0, most: 1, signal: abort.signal }
    await expect(ruleCounts(postings, long, question)).rejects.toThrow('left')
    expect(Date.now() - began).toBeLessThan(2_500)
  })

  test('over rows without tokens is refused', async () => {
    expect(await failure({ kind: 'pattern', pattern: 'a' }, { ...rows, hasTokens: false })).toMatchObject({ code: 'not-found' })
  })
})
