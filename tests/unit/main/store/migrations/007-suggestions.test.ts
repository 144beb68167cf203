import { expect, onTestFinished, test } from 'vitest'
import { connect } from '../../../../../main/store/database/connect'
import { projectLayout } from '../../../../../main/store/files/layout'
import { openProject } from '../../../../../main/store/index'
import { projectWithRun } from '../samples'

test('a project of the format before it opens with its labels, and takes suggestions', async () => {
  const { store, run } = await projectWithRun()
  store.labels.edit(run, 1, { label: 'kept' })
  store.close()
  const raw = connect(projectLayout(store.folder).database, { readOnly: false })
  raw.exec('DROP TABLE suggestions; DROP TABLE dismissed_suggestions; DROP INDEX opinions_by_feature; PRAGMA user_version = 6')
  raw.close()
  const again = await openProject(store.folder)
  onTestFinished(() => again.close())
  again.suggestions.put(run, [{ feature: 1, source: 'model', text: 'draft', why: 'asked', model: 'm' }])
  expect(again.labels.get(run, 1).label).toBe('kept')
  expect(again.suggestions.of(run, 1).map(({ text }) => text)).toEqual(['draft'])
})
