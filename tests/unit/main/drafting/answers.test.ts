import { describe, expect, test } from 'vitest'
import { labelFrom, verdictsFrom } from '../../../../main/drafting/answers'
import { bounded } from '../../../../main/drafting/plain-text'

describe('the label of an answer', () => {
  test('stands behind the last mark, without quotes; without a mark it is all of the answer', () => {
    expect(labelFrom('It may be…\n[EXPLANATION]: first\n[explanation]: "ships at sea"\n')).toBe('ships at sea')
    expect(labelFrom('  ships\n at sea ')).toBe('ships at sea')
  })

  test('holds no thoughts, no control characters, nothing that turns the direction of writing', () => {
    expect(labelFrom('<think>[EXPLANATION]: no</think>[EXPLANATION]: a\u0000b\u001b[31m\u202ec\u2066')).toBe('ab[31mc')
    expect(labelFrom('<script>alert(1)</script>')).toBe('<script>alert(1)</script>')
  })

  test('is bounded, never in half a character, and undefined where nothing is left', () => {
    expect(labelFrom('x'.repeat(1_000_000))).toHaveLength(2_000)
    expect(bounded('🐟'.repeat(10), 6)).toBe('🐟🐟…')
    expect(bounded('a\ud800b', 10)).toBe('a\ufffdb')
    for (const empty of ['', ' \n', '[EXPLANATION]:', '<think>all</think>', '""']) expect(labelFrom(empty)).toBeUndefined()
  })
})

describe('the verdicts of an answer', () => {
  test('are the last list of exactly so many zeros and ones', () => {
    expect(verdictsFrom('[1, 0, 1]', 3)).toEqual([true, false, true])
    expect(verdictsFrom('As in [0, 1, …]: [0,0,1] or [1,1,0,]', 3)).toEqual([true, true, false])
    expect(verdictsFrom('```json\n[1]\n[1,0]\n```', 1)).toEqual([true])
  })

  test('are missing where the count, the numbers or the form is wrong', () => {
    for (const answer of ['', '1,0,1', '[1,0]', '[1,0,1,1]', '[1,0,2]', '[1,,0]', '[true,false,true]', '][', ']'.repeat(50_000)])
      expect(verdictsFrom(answer, 3), answer.slice(0, 20)).toBeUndefined()
  })
})
