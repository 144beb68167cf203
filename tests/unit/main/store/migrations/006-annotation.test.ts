import { expect, onTestFinished, test } from 'vitest'
import { openProject } from '../../../../../main/store/index'
import { projectWithRun } from '../samples'
import { asFormat } from './earlier-format'

test('a log of an earlier format opens, and what was undone in it counts as never done', async () => {
  const { store, run } = await projectWithRun()
  store.labels.edit(run, 1, { label: 'stands' }, { at: 10 })
  store.labels.edit(run, 1, { label: 'undone' }, { at: 20 })
  store.labels.undo({ at: 30 })
  store.close()
  asFormat(store.folder, 5)
  const again = await openProject(store.folder)
  onTestFinished(() => again.close())
  expect(again.labels.asOf(run, 25).map(({ label }) => label)).toEqual(['stands'])
  expect(again.labels.redo()?.label.label).toBe('undone')
  expect(again.labels.undo()?.label.label).toBe('stands')
})
