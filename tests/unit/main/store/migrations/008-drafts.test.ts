import { expect, onTestFinished, test } from 'vitest'
import { connect } from '../../../../../main/store/database/connect'
import { projectLayout } from '../../../../../main/store/files/layout'
import { openProject } from '../../../../../main/store/index'
import { projectWithRun } from '../samples'

test('a project of the format before it opens with its labels, and takes drafts', async () => {
  const { store, run } = await projectWithRun()
  store.labels.edit(run, 1, { label: 'kept' })
  store.close()
  const raw = connect(projectLayout(store.folder).database, { readOnly: false })
  raw.exec('DROP TABLE draft_features; DROP TABLE drafts; PRAGMA user_version = 7')
  raw.close()
  const again = await openProject(store.folder)
  onTestFinished(() => again.close())
  expect(again.drafts.list(run)).toEqual([])
  expect(again.labels.get(run, 1).label).toBe('kept')
})
