import { expect, onTestFinished, test } from 'vitest'
import type { SavedView } from '../../../../../contract/records/view'
import { openProject } from '../../../../../main/store/index'
import { codeOf, projectWithRun } from '../samples'

const rare: SavedView = { name: 'rare', filter: 'density<1e-4 dead:no', sort: 'max', descending: true }
const odd: SavedView = { name: 'odd ones', filter: '', statuses: ['flagged', 'later'], sort: 'label', descending: false }

test('views keep their place, one of the same name is replaced, and they stay over a restart', async () => {
  const { store } = await projectWithRun()
  expect(store.views.list()).toEqual([])
  for (const view of [rare, odd]) store.views.put(view)
  store.views.put({ ...rare, sort: 'density' })
  store.close()
  const again = await openProject(store.folder)
  onTestFinished(() => again.close())
  expect(again.views.list()).toEqual([{ ...rare, sort: 'density' }, odd])
  expect(again.views.get('odd ones')).toEqual(odd)
  again.views.remove('rare')
  expect(again.views.list()).toEqual([odd])
})

test('what is no view, or is not there, is refused', async () => {
  const { store } = await projectWithRun()
  expect(await codeOf(() => store.views.put({ ...rare, name: '  ' }))).toBe('usage')
  expect(await codeOf(() => store.views.put({ ...rare, filter: 'density<many' }))).toBe('usage')
  expect(await codeOf(() => store.views.get('rare'))).toBe('not-found')
  expect(await codeOf(() => store.views.remove('rare'))).toBe('not-found')
})

test('a view that was saved, saved anew or taken away is a step of undo, also after a restart', async () => {
  const { store } = await projectWithRun()
  for (const view of [rare, odd]) store.views.put(view, { author: 'Ada' })
  store.views.put(rare, { author: 'Ada' })
  store.views.put({ ...rare, sort: 'density' }, { author: 'Bea' })
  store.views.remove('rare', { author: 'Ada' })
  store.close()
  const again = await openProject(store.folder)
  onTestFinished(() => again.close())
  expect(again.annotation.undo()).toEqual({ view: { name: 'rare', change: 'removed' } })
  expect(again.views.list()).toEqual([{ ...rare, sort: 'density' }, odd])
  expect(again.annotation.undo()).toEqual({ view: { name: 'rare', change: 'changed' } })
  expect(again.views.list()).toEqual([rare, odd])
  expect(again.annotation.redo()).toEqual({ view: { name: 'rare', change: 'changed' } })
  expect(again.annotation.redo()).toEqual({ view: { name: 'rare', change: 'removed' } })
  expect(again.views.list()).toEqual([odd])
  expect(again.annotation.redo()).toBeNull()
})

test('what somebody saved under the name meanwhile stays as it is', async () => {
  const { store } = await projectWithRun()
  store.views.put(rare, { author: 'Ada' })
  store.views.remove('rare', { author: 'Ada' })
  store.views.put({ ...rare, filter: '' }, { author: 'Bea' })
  store.annotation.undo({ author: 'Ada' })
  expect(store.views.list()).toEqual([{ ...rare, filter: '' }])
})
