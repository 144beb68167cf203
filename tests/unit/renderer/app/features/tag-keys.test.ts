import { describe, expect, it } from 'vitest'
import { keyedTags, starterTags, withTagToggled } from '../../../../../renderer/app/features/tag-keys'

const tagsOf = (entries: ReturnType<typeof keyedTags>) => entries.map(({ tag }) => tag)

describe('keys of tags', () => {
  it('offers eight starters where there are none yet', () => {
    expect(keyedTags([], [])).toEqual(starterTags.map((tag, index) => ({ tag, count: 0, hotkey: String(index + 1) })))
  })

  it('begins with the most used ones', () => {
    const used = [
      { tag: 'code', count: 9 },
      { tag: 'verse', count: 2 }
    ]
    expect(tagsOf(keyedTags([], used)).slice(0, 4)).toEqual(['code', 'verse', 'semantic', 'syntax'])
  })

  it('does not move a key when counts change', () => {
    const first = tagsOf(
      keyedTags(
        [],
        [
          { tag: 'a', count: 2 },
          { tag: 'b', count: 1 }
        ]
      )
    )
    const later = keyedTags(first, [
      { tag: 'b', count: 5 },
      { tag: 'new', count: 3 },
      { tag: 'a', count: 2 }
    ])
    expect(later.slice(0, 2)).toEqual([
      { tag: 'a', count: 2, hotkey: '1' },
      { tag: 'b', count: 5, hotkey: '2' }
    ])
    expect(later.at(-1)).toEqual({ tag: 'new', count: 3, hotkey: '9' })
  })

  it('has no key for the tenth', () => {
    const used = Array.from({ length: 10 }, (_, index) => ({ tag: `t${index}`, count: 20 - index }))
    expect(keyedTags([], used)[9]).toEqual({ tag: 't9', count: 11, hotkey: undefined })
  })

  it('gives the tags of the project their own keys, and the digits that are left to others in use', () => {
    const schema = [
      { tag: 'verse', color: 2, key: '3', description: 'in lines' },
      { tag: 'rare', color: 1, key: null, description: '' },
      { tag: 'letter', color: 1, key: 'e', description: '' },
      { tag: 'taken', color: 1, key: 'j', description: '' }
    ]
    const used = [
      { tag: 'code', count: 9 },
      { tag: 'verse', count: 2 },
      { tag: 'odd', count: 1 },
      { tag: 'last', count: 1 }
    ]
    const tags = keyedTags(['gone'], used, schema)
    expect(tags.map(({ tag, hotkey }) => [tag, hotkey])).toEqual([
      ['verse', '3'],
      ['rare', undefined],
      ['letter', 'E'],
      ['taken', undefined],
      ['code', '1'],
      ['odd', '2'],
      ['last', '4']
    ])
    expect(tags[0]).toMatchObject({ count: 2, definition: { color: 2, description: 'in lines' } })
  })

  it('puts a tag in and takes it out', () => {
    expect([withTagToggled(['a'], 'b'), withTagToggled(['a', 'b'], 'a')]).toEqual([['a', 'b'], ['b']])
  })
})
