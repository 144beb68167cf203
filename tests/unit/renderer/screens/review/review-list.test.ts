import { describe, expect, test } from 'vitest'
import type { Disagreement } from '../../../../../contract/records/annotator'
import type { Label, LabelFields } from '../../../../../contract/records/label'
import { isSettled, listed, mergedLabels, nextOpen, placeOf } from '../../../../../renderer/screens/review/review-list'

const fields = (changes: Partial<LabelFields> = {}): LabelFields => ({
  label: '',
  notes: '',
  tags: [],
  confidence: null,
  status: 'labeled',
  ...changes
})
const label = (feature: number): Label => ({ run: 'r', feature, ...fields() })
const open = (feature: number): Disagreement => ({
  feature,
  one: label(feature),
  other: label(feature),
  differs: ['label'],
  sameMeaning: null,
  final: null
})
const decided = (feature: number): Disagreement => ({
  ...open(feature),
  final: { ...fields(), took: 'one', author: 'Ada', at: 1 }
})
const same = (feature: number): Disagreement => ({ ...open(feature), differs: [], sameMeaning: true })

describe('a list of disagreements', () => {
  test('is settled by a final version, or where nothing but the same meaning is left', () => {
    expect([open(1), decided(2), same(3), { ...open(4), sameMeaning: true }].map(isSettled)).toEqual([false, true, true, false])
  })

  test('shows the open ones, and the one that was just settled', () => {
    const all = [decided(1), open(2), decided(3)]
    expect(listed(all, true, 3).map(({ feature }) => feature)).toEqual([2, 3])
    expect(listed(all, false, 3)).toEqual(all)
  })

  test('goes on to the next open one and then from the start, until there is none', () => {
    const all = [open(1), decided(2), decided(3), open(4)]
    expect([nextOpen(all, 0), nextOpen(all, 3), nextOpen([decided(1), open(2)], 1), nextOpen([], -1)]).toEqual([
      3,
      0,
      undefined,
      undefined
    ])
  })

  test('begins at the first open one; a feature that is gone begins anew', () => {
    const all = [decided(1), open(2)]
    expect([placeOf(all, undefined), placeOf(all, 1), placeOf(all, 99), placeOf([decided(1)], undefined)]).toEqual([1, 0, 1, -1])
  })
})

test('a final version begins with what either says and the more careful confidence', () => {
  const one = fields({ label: ' verbs ', tags: ['a'], confidence: 3, notes: 'x' })
  const other = fields({ label: 'actions', tags: ['b', 'a'], confidence: 1, notes: 'y', status: 'flagged' })
  expect(mergedLabels(one, other)).toEqual({
    label: 'verbs',
    tags: ['a', 'b'],
    confidence: 1,
    notes: 'x\n\ny',
    status: 'labeled'
  })
  expect(mergedLabels(fields({ notes: 'x' }), fields({ label: 'b', notes: 'x', confidence: 2 }))).toMatchObject({
    label: 'b',
    notes: 'x',
    confidence: 2
  })
})
