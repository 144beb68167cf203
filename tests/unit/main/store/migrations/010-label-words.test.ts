import { expect, onTestFinished, test } from 'vitest'
import { openProject } from '../../../../../main/store/index'
import { projectWithRun } from '../samples'
import { asFormat } from './earlier-format'

test('labels of an earlier format are found by their words and tags, and stay found when they change', async () => {
  const { store, run } = await projectWithRun()
  store.labels.edit(run, 1, { label: 'names of cities', tags: ['place'] })
  store.labels.edit(run, 2, { notes: 'rivers' })
  store.close()
  asFormat(store.folder, 9)
  const again = await openProject(store.folder)
  onTestFinished(() => again.close())
  const found = (...words: string[]) => again.labels.search(run, words, 10).map(({ feature }) => feature)
  expect([found('cit'), found('place'), found('riv'), found('o')]).toEqual([[1], [1], [2], [1]])
  again.labels.edit(run, 1, { label: 'names of towns' })
  expect([found('cit'), found('town')]).toEqual([[], [1]])
})
