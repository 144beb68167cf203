import { describe, expect, it } from 'vitest'
import type { ViewerFeature } from '../../../../contract/records/viewer'
import { howChosen, matching } from '../../../../renderer/viewer/list'

const facts = (mass: number, density: number) => ({ density, rows: 5, mean: 1, max: 2, mass, nearest: 0 })
const features: ViewerFeature[] = [
  { id: 3, label: 'Verbs', status: 'labeled', confidence: 2, tags: ['syntax'], notes: 'past tense', facts: facts(0.1, 0.5) },
  {
    id: 7,
    label: '',
    status: 'pending',
    confidence: null,
    tags: [],
    notes: '',
    facts: facts(0.6, 0.1),
    top: [['x', 1, 0, [' Paris'], [0, 1]]]
  },
  { id: 9, label: 'adverbs', status: 'draft', confidence: null, tags: ['syntax'], notes: '', facts: facts(0.3, 0.2) }
]
const ids = (words: string, status = '', sort = 'mass') => matching(features, { words, status, sort }).map(({ id }) => id)

describe('the list of the viewer', () => {
  it('finds words in labels, tags, notes, numbers and strongest tokens, all of them', () => {
    expect(ids('verbs')).toEqual([9, 3])
    expect(ids('#syntax past')).toEqual([3])
    expect(ids('paris')).toEqual([7])
    expect(ids('7')).toEqual([7])
    expect(ids('verbs nothing')).toEqual([])
  })

  it('narrows by status and sorts, features without a label last', () => {
    expect(ids('', 'draft')).toEqual([9])
    expect(ids('')).toEqual([7, 9, 3])
    expect(ids('', '', 'id')).toEqual([3, 7, 9])
    expect(ids('', '', 'density')).toEqual([3, 9, 7])
    expect(ids('', '', 'label')).toEqual([9, 3, 7])
  })

  it('says in words how its features were chosen, for paper', () => {
    expect(howChosen({ words: ' paris ', status: 'not-interpretable', sort: 'id' })).toBe(
      'search “paris”, not interpretable, by number'
    )
    expect(howChosen({ words: '', status: '', sort: 'mass' })).toBe('by activation mass')
  })
})
