import { expect, onTestFinished, test } from 'vitest'
import { openProject } from '../../../../../main/store/index'
import { projectWithRun } from '../samples'
import { asFormat } from './earlier-format'

test('a project of the format before it opens with its labels, and takes suggestions', async () => {
  const { store, run } = await projectWithRun()
  store.labels.edit(run, 1, { label: 'kept' })
  store.close()
  asFormat(store.folder, 6)
  const again = await openProject(store.folder)
  onTestFinished(() => again.close())
  again.suggestions.put(run, [{ feature: 1, source: 'model', text: 'draft', why: 'asked', model: 'm' }])
  expect(again.labels.get(run, 1).label).toBe('kept')
  expect(again.suggestions.of(run, 1).map(({ text }) => text)).toEqual(['draft'])
})
