import { expect, test } from 'vitest'
import { renameTags } from '../../../../../main/engine/annotation/rename-tags'
import { projectWithRun } from '../../store/samples'

test('renamed tags keep their uses in every run, also when two change places, and can be undone', async () => {
  const { store, run } = await projectWithRun()
  store.labels.edit(run, 1, { tags: ['a', 'other'] })
  store.labels.edit(run, 2, { tags: ['b'] })
  store.labels.edit(run, 3, { tags: ['other'] })
  const renamed = [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'a' }
  ]
  expect(renameTags(store, renamed, 'Ada')).toEqual([run])
  expect(store.labels.many(run, [1, 2, 3]).map(({ tags }) => tags)).toEqual([['b', 'other'], ['a'], ['other']])
  expect(renameTags(store, [{ from: 'none', to: 'x' }], 'Ada')).toEqual([])
  expect(store.labels.undo()?.features).toEqual([1, 2])
  expect(store.labels.get(run, 1).tags).toEqual(['a', 'other'])
})

test('a label that has both names already has the new one once', async () => {
  const { store, run } = await projectWithRun()
  store.labels.edit(run, 1, { tags: ['old', 'new'] })
  renameTags(store, [{ from: 'old', to: 'new' }], '')
  expect(store.labels.get(run, 1).tags).toEqual(['new'])
})
