import { describe, expect, it } from 'vitest'
import type { LabelFields } from '../../../../../contract/records/label'
import type { Suggestion } from '../../../../../contract/records/suggestion'
import { isTaken, originWords, takenChange, textWords } from '../../../../../renderer/app/suggestions/suggestion-words'

const none: LabelFields = { label: '', notes: '', tags: [], confidence: null, status: 'pending' }
const suggestion: Suggestion = { id: 'a', source: 'match', text: 'verbs', tags: ['syntax'], why: 'matched', similarity: 0.931 }
const nothing: Suggestion = { id: 'b', source: 'match', text: '', status: 'not-interpretable', why: 'matched' }

describe('a suggestion', () => {
  it('says where it is from, and how alike or how good', () => {
    expect(originWords(suggestion)).toBe('other run 0.93')
    expect(originWords({ id: 'c', source: 'tokens', text: 'the', why: '', score: 20.4 })).toBe('tokens ×20')
    expect(originWords({ id: 'c', source: 'column', text: 'x: y', why: '', score: 0.8 })).toBe('label column 0.80')
    expect(originWords({ id: 'c', source: 'model', text: 'x', why: '', model: 'small', score: 0.75 })).toBe(
      'model draft, small 0.75'
    )
    expect(originWords({ id: 'c', source: 'earlier', text: 'x', why: '' })).toBe('earlier')
    expect([textWords(suggestion), textWords(nothing)]).toEqual(['verbs', 'not interpretable'])
  })

  it('taken is its text with its tags beside those that are there, no decision', () => {
    expect(takenChange({ ...none, label: 'old', tags: ['name'] }, suggestion)).toEqual({
      label: 'verbs',
      tags: ['name', 'syntax']
    })
    expect(takenChange(none, { ...suggestion, tags: [] })).toEqual({ label: 'verbs' })
    expect(takenChange(none, nothing)).toEqual({ status: 'not-interpretable' })
  })

  it('is in the label once text and tags are', () => {
    expect(isTaken({ ...none, label: ' verbs ' }, suggestion)).toBe(false)
    expect(isTaken({ ...none, label: ' verbs ', tags: ['x', 'syntax'] }, suggestion)).toBe(true)
    expect(isTaken(none, nothing)).toBe(false)
    expect(isTaken({ ...none, status: 'not-interpretable' }, nothing)).toBe(true)
  })
})
