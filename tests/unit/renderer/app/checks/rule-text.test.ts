import { describe, expect, test } from 'vitest'
import type { LabelRule } from '../../../../../contract/records/rule'
import { createRandom } from '../../../../../main/maths/random'
import { draftOf, emptyDraft, type RuleDraft, type RuleKind, ruleOf } from '../../../../../renderer/app/checks/rule-text'

const typed = (kind: RuleKind, text: string, changes: Partial<RuleDraft> = {}) =>
  ruleOf({ ...emptyDraft, ...changes, kind, texts: { ...emptyDraft.texts, [kind]: text } })

describe('a rule as it is typed', () => {
  test('is a list of tokens between commas, in quotes where they have some', () => {
    expect(typed('tokens', 'the, a,,  "," , " x", the').rule).toEqual({
      kind: 'tokens',
      tokens: ['the', 'a', ',', ' x'],
      trim: true,
      ignoreCase: true
    })
    expect(typed('tokens', ', ,').problem).toMatch(/commas/)
    expect(typed('tokens', '  ')).toEqual({})
  })

  test('is a pattern as it stands', () => {
    expect(typed('pattern', '^\\s*(a|b), "c"$', { over: 'text' }).rule).toMatchObject({
      pattern: '^\\s*(a|b), "c"$',
      over: 'text'
    })
    expect(typed('pattern', 'a'.repeat(501)).problem).toMatch(/500/)
  })

  test('is conditions on columns between semicolons', () => {
    expect(typed('columns', 'domain = news, "a; b"; "part of=speech"!=noun').rule).toEqual({
      kind: 'columns',
      conditions: [
        { column: 'domain', values: ['news', 'a; b'], not: false },
        { column: 'part of=speech', values: ['noun'], not: true }
      ]
    })
    expect(typed('columns', 'domain = news; lang').problem).toMatch(/“lang”/)
    expect(typed('columns', 'domain =').problem).toMatch(/no condition/)
  })

  test('is written so that it reads back as it was', () => {
    const random = createRandom(2)
    const signs = ['a', 'b', ' ', ',', ';', '"', '\\', '=', '!', 'ß']
    const word = (): string =>
      Array.from({ length: 1 + random.integer(5) }, () => signs[random.integer(signs.length)]).join('') || 'a'
    for (let round = 0; round < 300; round += 1) {
      const tokens = [...new Set(Array.from({ length: 1 + random.integer(4) }, word))]
      const rules: LabelRule[] = [
        { kind: 'tokens', tokens, trim: round % 2 === 0, ignoreCase: round % 3 === 0 },
        { kind: 'columns', conditions: tokens.map((column) => ({ column, values: tokens, not: round % 2 === 1 })) },
        { kind: 'pattern', pattern: `x${word()}`, over: 'text', ignoreCase: true }
      ]
      for (const rule of rules) expect(ruleOf(draftOf(rule))).toEqual({ rule })
    }
  })
})
