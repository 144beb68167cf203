import { describe, expect, it } from 'vitest'
import { draftFrom, problemsOf, savedFrom, withNewTag } from '../../../../../renderer/app/annotation/tag-draft'

const agreed = [
  { tag: 'syntax', color: 2, key: '1', description: 'how' },
  { tag: 'code', color: 3, key: null, description: '' }
]

describe('tags while they are edited', () => {
  it('begin with the agreed ones, else with those in use', () => {
    expect(draftFrom(agreed, ['other']).map(({ tag, from }) => [tag, from])).toEqual([
      ['syntax', 'syntax'],
      ['code', 'code']
    ])
    expect(draftFrom([], ['a', 'b'])).toMatchObject([
      { tag: 'a', color: 1, key: '1' },
      { tag: 'b', color: 2, key: '2' }
    ])
  })

  it('get a free key and the color that is used least', () => {
    const draft = withNewTag(draftFrom(agreed, []))
    expect(draft.at(-1)).toMatchObject({ id: 2, tag: '', key: '2', color: 1, from: undefined })
  })

  it('are saved without empty ones, and renamed ones are told', () => {
    const [first, second] = draftFrom(agreed, [])
    const draft = withNewTag([{ ...first, tag: ' grammar ' }, second])
    expect(savedFrom(draft)).toEqual({
      tags: [{ ...agreed[0], tag: 'grammar' }, agreed[1]],
      renamed: [{ from: 'syntax', to: 'grammar' }]
    })
  })

  it('say what is wrong: twice, whatever the case; a key twice; too long; control characters', () => {
    const rows = ['a', 'A', 'b', 'x'.repeat(81), 'a\u0007b', ' ', ' '].map((tag, id) => ({
      id,
      from: undefined,
      tag,
      color: 1,
      key: id === 0 || id === 2 ? '1' : null,
      description: ''
    }))
    expect([...problemsOf(rows)].map(([id, words]) => [id, words.slice(0, 12)])).toEqual([
      [1, 'This tag sta'],
      [2, 'Another tag '],
      [3, 'At most 80 c'],
      [4, 'Line breaks ']
    ])
  })
})
