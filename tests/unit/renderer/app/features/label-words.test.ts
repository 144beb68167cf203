import { describe, expect, it } from 'vitest'
import type { LabelFields } from '../../../../../contract/records/label'
import { LabelEditor } from '../../../../../renderer/app/features/label-editor'
import { editWords, savedWords } from '../../../../../renderer/app/features/label-words'

const none: LabelFields = { label: '', notes: '', tags: [], confidence: null, status: 'pending' }

describe('an edit in words', () => {
  it('says what was there before and after', () => {
    expect(editWords({ before: { label: 'return value' }, after: { label: 'returned variable name' } })).toBe(
      '“return value” → “returned variable name”'
    )
    expect(editWords({ before: { confidence: 1 }, after: { confidence: 2 } })).toBe('confidence 1 → 2')
    expect(editWords({ before: { tags: ['a', 'b'] }, after: { tags: ['b', 'c'] } })).toBe('tag c added, tag a removed')
  })

  it('joins the fields of one edit', () => {
    expect(editWords({ before: { label: '', status: 'pending' }, after: { label: 'verb', status: 'draft' } })).toBe(
      '“verb”, draft'
    )
  })

  it('says what was taken away', () => {
    expect(
      editWords({ before: { label: 'x', notes: 'y', confidence: 3 }, after: { label: '', notes: '', confidence: null } })
    ).toBe('label removed, notes removed, confidence removed')
    expect(editWords({ before: {}, after: {} })).toBe('no change')
  })
})

describe('the save state in words', () => {
  const editor = (fields: Partial<LabelFields>, save = async () => ({ ...none, ...fields })) =>
    new LabelEditor({ ...none, ...fields }, { name: 'e', onChange: () => undefined, save })

  it('is empty for a label nobody touched', () => {
    expect(savedWords(editor({}), undefined)).toBe('')
  })

  it('tells when it was saved last', () => {
    const today = new Date()
    today.setHours(0, 1, 0, 0)
    const words = savedWords(editor({ label: 'x', status: 'labeled' }), today.getTime())
    expect(words).toMatch(/^saved (00:01|now)$/)
  })

  it('follows a save, and says when it failed', async () => {
    const good = editor({ label: 'x', status: 'draft' })
    good.type('label', 'xy')
    expect(savedWords(good, undefined)).toBe('saving…')
    await good.flush()
    expect(savedWords(good, undefined)).toBe('draft saved')
    const bad = editor({}, () => Promise.reject(new Error('disk full')))
    await bad.change({ tags: ['a'] })
    expect(savedWords(bad, undefined)).toBe('not saved')
  })
})
