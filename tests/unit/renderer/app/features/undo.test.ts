/** What is said after an undo. */
import { expect, it } from 'vitest'
import type { Reverted } from '../../../../../contract/calls/labels'
import { wordsFor } from '../../../../../renderer/app/features/undo'

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
