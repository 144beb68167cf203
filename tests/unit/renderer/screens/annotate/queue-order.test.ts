import { expect, it } from 'vitest'
import { filterOf, orderChoices, orderFrom, queueStart, whyNext } from '../../../../../renderer/screens/annotate/queue-order'

const view = { name: 'rare ones', filter: 'density<1e-4', sort: 'mass' as const, descending: true }
const person = { author: 'Ada', labels: 3, imported: true, lastAt: 1 }

it('views and people with imported labels are orders too', () => {
  const choices = orderChoices([view], [person, { ...person, author: 'me', imported: false }]).map(({ value }) => value)
  expect(choices).toEqual(['mass', 'coverage', 'density', 'neighbors', 'random', 'view rare ones', 'disagreement Ada'])
})

it('a choice says what the engine is asked for', () => {
  const asked = (choice: string, more = {}) => orderFrom({ ...queueStart, choice, ...more })
  expect([asked('mass'), asked('coverage'), asked('density'), asked('random', { seed: 9 })]).toEqual([
    { by: 'mass' },
    { by: 'coverage' },
    { by: 'density' },
    { by: 'random', seed: 9 }
  ])
  expect([asked('neighbors', { feature: 3 }), asked('neighbors', { feature: 3, from: 7 })]).toEqual([
    { by: 'neighbors', of: 3 },
    { by: 'neighbors', of: 7 }
  ])
  expect(asked('view rare ones')).toEqual({ by: 'view', name: 'rare ones' })
  expect(asked('disagreement Ada')).toEqual({ by: 'disagreement', one: null, other: 'Ada' })
  expect(asked('of an earlier version')).toEqual({ by: 'mass' })
})

it('dead features are left out unless the filter asks for them', () => {
  expect(filterOf(queueStart)).toBe('dead:no')
  expect(filterOf({ ...queueStart, filter: 'tag:x' })).toBe('dead:no tag:x')
  expect(filterOf({ ...queueStart, filter: 'dead:yes tag:x' })).toBe('dead:yes tag:x')
})

it('says in a sentence why a feature is next', () => {
  expect(whyNext({ by: 'density' }, '0.08 %', '2.14 %')).toBe('It is active on the most rows of those without an answer, 2.14 %.')
  expect(whyNext({ by: 'random', seed: 4 }, '', '')).toContain('seed 4')
  expect(whyNext({ by: 'view', name: 'rare ones' }, '', '')).toContain('rare ones')
})
