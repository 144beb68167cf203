/** What is said after an undo. */
import { expect, it } from 'vitest'
import type { LabelEdit } from '../../../../../contract/records/label'
import { wordsFor } from '../../../../../renderer/app/features/undo'

it('names the feature and the fields', () => {
  const edit = { feature: 949, after: { label: 'x', tags: [] } } as unknown as LabelEdit
  expect([wordsFor(edit, 'undo'), wordsFor(edit, 'redo')]).toEqual([
    'Undone: 949 label and tags',
    'Done again: 949 label and tags'
  ])
})
