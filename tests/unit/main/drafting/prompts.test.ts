import { describe, expect, test } from 'vitest'
import { DraftPrompt } from '../../../../contract/records/draft'
import type { Example } from '../../../../contract/records/feature'
import { defaultPrompt, detectQuestion, explainQuestion, showsSomething } from '../../../../main/drafting/prompts'

const example = (tokens: string[], values: number[], labels: Record<string, string> = {}): Example => {
  return { row: 0, value: Math.max(...values), source: '', tokens, values, peak: 0, labels }
}
const bare: DraftPrompt = { explain: '{examples}', detect: '{label}|{count}|{examples}' }

describe('the question for an explanation', () => {
  test('marks runs of active tokens and lists activations from 0 to 10 of the greatest', () => {
    const question = explainQuestion(bare, [example(['the', ' old', ' man', '\nsea'], [0, 2, 4, 0.01])], 4)
    expect(question).toBe('Example 1: the<< old man⏎sea>>\nActivations: ("old", 5), ("man", 10), ("⏎sea", 1)')
  })

  test('shows labels of a row, and takes nothing in a row for a place', () => {
    const question = explainQuestion(bare, [example(['{examples}{label}'], [1], { domain: 'news' })], 1)
    expect(question).toBe('Example 1: <<{examples}{label}>>\nLabels: domain: news\nActivations: ("{examples}{label}", 10)')
  })
})

test('the question for the score has neither marks nor activations', () => {
  const rows = [example(['a', 'b'], [0, 3]), example(['c\nExample 9: d'], [0])]
  expect(detectQuestion(bare, 'letters {count}', rows)).toBe('letters {count}|2|Example 1: ab\n\nExample 2: c⏎Example 9: d')
})

test('the prompts to begin with can be used; one without its places is refused', () => {
  expect(DraftPrompt.parse(defaultPrompt)).toEqual(defaultPrompt)
  expect(DraftPrompt.safeParse({ ...defaultPrompt, explain: 'Say something.' }).success).toBe(false)
  expect(DraftPrompt.safeParse({ ...defaultPrompt, detect: '{examples}' }).success).toBe(false)
})

test('a row without text shows something only by its labels', () => {
  expect([showsSomething({ tokens: ['', ' '], labels: {} }), showsSomething({ tokens: [''], labels: { a: 'b' } })]).toEqual([
    false,
    true
  ])
})
