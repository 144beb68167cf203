import { expect, test } from 'vitest'
import type { Opinion } from '../../../../contract/records/annotator'
import { agreementOf, disagreementsOf } from '../../../../main/analysis/agreement'

const opinion = (feature: number, changes: Partial<Opinion> = {}): Opinion => ({
  feature,
  at: 1,
  label: '',
  notes: '',
  tags: [],
  confidence: null,
  status: 'labeled',
  ...changes
})

const one = [
  opinion(1, { label: 'Cities', tags: ['place'] }),
  opinion(2, { label: 'verbs', tags: ['syntax'] }),
  opinion(3, { status: 'not-interpretable' }),
  opinion(4, { label: 'names' }),
  opinion(5, { label: 'only here' }),
  opinion(6, { status: 'pending' })
]
const other = [
  opinion(4, { label: 'people', tags: ['place'] }),
  opinion(1, { label: ' cities', tags: ['place'] }),
  opinion(2, { label: 'actions', tags: ['syntax'], confidence: 2 }),
  opinion(3, { label: 'noise' }),
  opinion(6, { label: 'decided by one' })
]

test('agreement is over the features that both decided', () => {
  const found = agreementOf(one, other, new Map([[2, true]]))
  expect(found).toMatchObject({ both: 4, onlyOne: 1, onlyOther: 1 })
  expect(found.status).toMatchObject({ count: 4, observed: 0.75, expected: 0.75, kappa: 0 })
  // place: 1 of 1 and 2; syntax: equal. Yes by 2 of 8 and 3 of 8, 7 of 8 equal.
  expect(found.tags.observed).toBeCloseTo(7 / 8)
  expect(found.tags.kappa).toBeCloseTo((7 / 8 - (2 * 3 + 6 * 5) / 64) / (1 - (2 * 3 + 6 * 5) / 64))
  expect(found.byTag.map(({ tag, kappa }) => [tag, kappa])).toEqual([
    ['place', 0.5],
    ['syntax', 1]
  ])
  expect(found.meaning).toEqual({ compared: 3, identical: 1, judgedSame: 1, judgedDifferent: 0, notJudged: 1, share: 1 })
})

test('disagreements name what differs; a label judged the same does not', () => {
  const found = disagreementsOf(one, other, new Map([[2, true]]), { run: 'run' })
  expect(found.map(({ feature, differs, sameMeaning }) => ({ feature, differs, sameMeaning }))).toEqual([
    { feature: 2, differs: ['confidence'], sameMeaning: true },
    { feature: 3, differs: ['status', 'label'], sameMeaning: null },
    { feature: 4, differs: ['label', 'tags'], sameMeaning: null },
    { feature: 6, differs: ['status', 'label'], sameMeaning: null }
  ])
  expect(found[0].one).toMatchObject({ run: 'run', feature: 2, label: 'verbs', updatedAt: 1 })
})

test('two who never meet have no agreement to speak of', () => {
  const found = agreementOf([opinion(1)], [opinion(2)], new Map())
  expect(found).toMatchObject({ both: 0, status: { kappa: null }, meaning: { share: null } })
})

test('what was judged the same and differs in nothing else is listed when it is asked for', () => {
  const [mine, theirs] = [[opinion(1, { label: 'a' })], [opinion(1, { label: 'b' })]]
  const judged = new Map([[1, true]])
  expect(disagreementsOf(mine, theirs, judged, { run: 'r' })).toEqual([])
  expect(disagreementsOf(mine, theirs, judged, { run: 'r', settled: true })).toMatchObject([
    { feature: 1, differs: [], sameMeaning: true, final: null }
  ])
})
