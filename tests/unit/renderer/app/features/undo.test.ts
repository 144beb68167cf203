/** What is said after an undo. */
import { expect, it } from 'vitest'
import type { Reverted } from '../../../../../contract/calls/labels'
import { featureOf, wordsFor } from '../../../../../renderer/app/features/undo'

const done = (features: number[]) =>
  ({ edit: { feature: 949, after: { label: 'x', tags: [] } }, features }) as unknown as NonNullable<Reverted>

it('names the feature and the fields', () => {
  expect([wordsFor(done([949]), 'undo'), wordsFor(done([949]), 'redo')]).toEqual([
    'Undone: 949 label and tags',
    'Done again: 949 label and tags'
  ])
})

it('counts the features of a bulk edit', () => {
  expect(wordsFor(done([949, 950, 951]), 'undo')).toBe('Undone: label and tags of 3 features')
})

it('names a group', () => {
  const group = { run: 'r', id: 'g', name: 'digits', change: 'removed' as const }
  expect(wordsFor({ group }, 'undo')).toBe('Undone: group “digits” removed')
})

it('names rules and the guide, with the labels that were changed with it', () => {
  const rules = { run: 'r', features: [949], change: 'removed' as const }
  expect(wordsFor({ rules }, 'undo')).toBe('Undone: rule of 949 removed')
  expect(wordsFor({ rules: { ...rules, features: [1, 2] } }, 'redo')).toBe('Done again: rules of 2 features removed')
  expect(featureOf({ rules }, 'r')).toBe(949)
  const guide = { parts: ['tags' as const], labels: [] }
  expect(wordsFor({ guide: { ...guide, parts: ['tags', 'guidelines'] } }, 'undo')).toBe(
    'Undone: tags and guidelines of the project'
  )
  const labels = [{ run: 'r', features: [1, 2] }]
  expect(wordsFor({ guide: { ...guide, labels } }, 'undo')).toBe('Undone: tags of the project, and on 2 labels')
  expect(featureOf({ guide }, 'r')).toBeUndefined()
})

it('names a comment, a view, and what was written beside the labels, and where to go then', () => {
  const comment = { run: 'r', feature: 949, change: 'removed' as const }
  const opinions = { run: 'r', author: 'Dan', features: [949], fields: ['tags' as const, 'status' as const] }
  expect(wordsFor({ comment }, 'undo')).toBe('Undone: comment on 949 removed')
  expect(wordsFor({ view: { name: 'rare', change: 'made' } }, 'redo')).toBe('Done again: view “rare” made')
  expect(wordsFor({ opinions }, 'undo')).toBe('Undone: 949 tags and status')
  expect(wordsFor({ opinions: { ...opinions, labels: [1, 2] } }, 'undo')).toBe('Undone: tags and status of 3 features')
  expect([featureOf({ comment }, 'r'), featureOf({ opinions }, 'r'), featureOf({ comment }, 'other')]).toEqual([
    949,
    949,
    undefined
  ])
})
