import { expect, test } from 'vitest'
import type { Opinion } from '../../../../../contract/records/annotator'
import type { FeatureRow } from '../../../../../contract/records/feature'
import { ownRows } from '../../../../../main/engine/services/own-rows'

const quiz = { accuracy: 0.9, at: 1, label: 'theirs' }
const row = { feature: 1, label: 'theirs', status: 'labeled', tags: ['x'], confidence: 3, quiz } as unknown as FeatureRow
const said = { feature: 1, at: 1, label: 'mine', notes: '', tags: ['y'], confidence: null, status: 'draft' } as Opinion

test('a row that one says nothing of has no label, state, tag or check', () => {
  expect(ownRows([row], [undefined])).toEqual([{ feature: 1, label: '', status: 'pending', tags: [], confidence: undefined }])
})

test('a row has what one says of it, and checks only of that text', () => {
  expect(ownRows([row], [said])).toMatchObject([{ label: 'mine', status: 'draft', tags: ['y'] }])
  expect(ownRows([row], [said])[0]).not.toHaveProperty('quiz')
  expect(ownRows([row], [{ ...said, label: 'theirs' }])[0].quiz).toBe(quiz)
})
