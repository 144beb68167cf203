import { expect, test } from 'vitest'
import type { AuthoredOpinion } from '../../../../../contract/records/annotator'
import type { FeaturePage } from '../../../../../contract/records/feature'
import { ownPage } from '../../../../../renderer/app/features/use-own-page'

const opinion = (author: string, label: string): AuthoredOpinion => ({
  author,
  feature: 1,
  at: 1,
  label,
  notes: 'why',
  tags: ['t'],
  confidence: 2,
  status: 'labeled'
})
const page = { feature: 1, label: 'shown', notes: 'n', tags: ['x'], confidence: 3, status: 'labeled' } as Partial<FeaturePage>

test('nothing of others is seen, and what is written goes beside the label of the project', () => {
  const none = ownPage(page as FeaturePage, [opinion('Ada', 'hers')], 'Dan')
  expect(none).toMatchObject({ beside: true, editable: { label: '', notes: '', tags: [], status: 'pending' } })
  expect(JSON.stringify(none)).not.toMatch(/hers|shown|why/)
  expect(ownPage(page as FeaturePage, [opinion('Ada', 'hers'), opinion('Dan', 'mine')], 'Dan').page).toMatchObject({
    label: 'mine',
    confidence: 2
  })
})

test('a check is seen only where it is of what one says oneself: any other tells that there is a label', () => {
  const checked = { ...page, quiz: { label: 'shown' }, rule: { stale: false } } as unknown as FeaturePage
  const theirs = ownPage(checked, [opinion('Ada', 'shown')], 'Dan').page
  expect([theirs?.quiz, theirs?.rule]).toEqual([undefined, undefined])
  const same = ownPage(checked, [opinion('Ada', 'shown'), opinion('Dan', 'shown')], 'Dan').page
  expect([same?.quiz, same?.rule]).toEqual([checked.quiz, checked.rule])
})

test('where nobody else wrote, the label of the project is one’s own', () => {
  for (const opinions of [[], [opinion('Dan', 'mine')], [opinion('Dan', 'mine'), opinion('Dan (repeat)', 'again')]])
    expect(ownPage(page as FeaturePage, opinions, 'Dan')).toMatchObject({ beside: false, page: { label: 'shown' } })
})
