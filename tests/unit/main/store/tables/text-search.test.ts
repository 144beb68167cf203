import { expect, test } from 'vitest'
import { analyze, projectWithRun } from '../samples'

async function searched() {
  const { store, run } = await projectWithRun()
  store.labels.edit(run, 1, { label: 'Names of cities', notes: 'also rivers' })
  store.labels.edit(run, 2, { label: 'verbs', tags: ['past tense'] })
  store.labels.edit(run, 3, { notes: `${'x'.repeat(100)} city hall <b>100%</b>` })
  store.annotation.addComment(run, { feature: 4, author: 'Ada', at: 1, text: 'Could this be a CITY?' })
  store.annotation.addComment(run, { feature: 2, author: 'Ada', at: 1, text: 'not a place, rivers aside' })
  const found = (...words: string[]) => store.labels.search(run, words, 10).map(({ feature, field }) => [feature, field])
  return { store, run, found }
}

test('finds words in labels, notes, tags and comments, whatever the case, and says where', async () => {
  const { store, run, found } = await searched()
  expect(found('cit')).toEqual([
    [1, 'label'],
    [3, 'notes'],
    [4, 'comment']
  ])
  expect(found('PAST')).toEqual([[2, 'tags']])
  expect(found('rivers', 'cities')).toEqual([[1, 'notes']])
  expect(found('0%')).toEqual([[3, 'notes']])
  expect(found('nothing')).toEqual([])
  expect(found()).toEqual([])
  expect(store.labels.search(run, ['hall'], 10)[0]).toEqual({
    feature: 3,
    label: '',
    field: 'notes',
    before: `${'x'.repeat(34)} city `,
    match: 'hall',
    after: ' <b>100%</b>'
  })
  expect(store.labels.search(run, ['cit'], 2)).toHaveLength(2)
})

test('finds words of one and two letters, at the end of a text too, and none whose parts only are there', async () => {
  const { store, run, found } = await searched()
  store.labels.edit(run, 5, { label: 'ok', notes: 'Größe ÉTÉ x_y' })
  store.labels.edit(run, 6, { label: 'kingdom', notes: 'dom' })
  expect(found('ok')).toEqual([[5, 'label']])
  expect(found('k')).toEqual([
    [5, 'label'],
    [6, 'label']
  ])
  expect(found('_')).toEqual([[5, 'notes']])
  expect(found('É')).toEqual([[5, 'notes']])
  expect(found('été')).toEqual([[5, 'notes']])
  expect(found('GRÖSSE')).toEqual([])
  expect(found('GRÖß')).toEqual([[5, 'notes']])
  // All trigrams of it are there, and it is not.
  store.labels.edit(run, 7, { notes: 'abcd bcde' })
  expect(found('abcde')).toEqual([])
  expect(found('bcde')).toEqual([[7, 'notes']])
  expect(found('qz')).toEqual([])
  expect(found('ok', 'qz')).toEqual([])
})

test('finds a tag beside words in texts and in other tags, and no tag that was taken away', async () => {
  const { store, run, found } = await searched()
  store.labels.edit(run, 5, { label: 'rivers of Asia', tags: ['Place', 'checked'] })
  store.labels.edit(run, 6, { label: 'rivers', tags: ['checked'] })
  expect(found('rivers', 'check')).toEqual([
    [5, 'label'],
    [6, 'label']
  ])
  expect(found('pla', 'check')).toEqual([[5, 'tags']])
  expect(found('check', 'asia', 'nowhere')).toEqual([])
  expect(found('check', 'in')).toEqual([])
  store.labels.bulk(run, [5, 6], { change: {}, addTags: [], removeTags: ['checked'] })
  expect(found('check')).toEqual([])
  store.labels.undo()
  expect(found('check')).toHaveLength(2)
  expect(store.labels.search(run, ['rivers', 'check'], 1)).toHaveLength(1)
})

test('the filter of the list finds words that stand partly in a comment', async () => {
  const { store, run } = await searched()
  analyze(store, run)
  const ids = (filter: string) => [...store.features.ids({ run, filter, sort: 'feature', descending: false })]
  expect(ids('city')).toEqual([3, 4])
  expect(ids('verbs rivers')).toEqual([2])
  expect(ids('verbs nothing')).toEqual([])
})
