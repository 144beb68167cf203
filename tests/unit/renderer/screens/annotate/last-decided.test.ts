import { expect, it } from 'vitest'
import type { LabelEdit } from '../../../../../contract/records/label'
import { lastDecided } from '../../../../../renderer/screens/annotate/last-decided'

const edit = (feature: number, after: LabelEdit['after'], applied = true): LabelEdit => ({
  id: 1,
  run: 'r',
  feature,
  before: {},
  after,
  author: '',
  at: 1,
  applied
})

it('the last decisions are each there once, without drafts, what was put off, and what was undone', () => {
  const edits = [
    edit(5, { status: 'labeled', label: 'x' }),
    edit(4, { status: 'draft' }),
    edit(3, { status: 'later' }),
    edit(2, { status: 'not-interpretable' }, false),
    edit(5, { status: 'flagged' }),
    edit(1, { tags: ['x'] }),
    edit(8, { status: 'flagged' }),
    edit(9, { status: 'not-interpretable' })
  ]
  expect(lastDecided(edits, 10)).toEqual([5, 8, 9])
  expect(lastDecided(edits, 2)).toEqual([5, 8])
})
