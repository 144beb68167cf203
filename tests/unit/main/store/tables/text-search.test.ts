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

test('the filter of the list finds words that stand partly in a comment', async () => {
  const { store, run } = await searched()
  analyze(store, run)
  const ids = (filter: string) => [...store.features.ids({ run, filter, sort: 'feature', descending: false })]
  expect(ids('city')).toEqual([3, 4])
  expect(ids('verbs rivers')).toEqual([2])
  expect(ids('verbs nothing')).toEqual([])
})
