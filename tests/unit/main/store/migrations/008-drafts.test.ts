import { expect, onTestFinished, test } from 'vitest'
import { openProject } from '../../../../../main/store/index'
import { projectWithRun } from '../samples'
import { asFormat } from './earlier-format'

test('a project of the format before it opens with its labels, and takes drafts', async () => {
  const { store, run } = await projectWithRun()
  store.labels.edit(run, 1, { label: 'kept' })
  store.close()
  asFormat(store.folder, 7)
  const again = await openProject(store.folder)
  onTestFinished(() => again.close())
  expect(again.drafts.list(run)).toEqual([])
  expect(again.labels.get(run, 1).label).toBe('kept')
})
