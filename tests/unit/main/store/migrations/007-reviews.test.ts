import { expect, onTestFinished, test } from 'vitest'
import { connect } from '../../../../../main/store/database/connect'
import { projectLayout } from '../../../../../main/store/files/layout'
import { openProject } from '../../../../../main/store/index'
import { projectWithRun } from '../samples'

test('a judgment of an earlier format stands, whatever the texts', async () => {
  const { store, run } = await projectWithRun()
  store.close()
  const raw = connect(projectLayout(store.folder).database, { readOnly: false })
  raw.exec(
    'DROP TABLE own_opinions; DROP TABLE label_reviews; DROP TABLE label_finals; ALTER TABLE same_meaning DROP COLUMN texts; PRAGMA user_version = 6'
  )
  raw.prepare("INSERT INTO same_meaning (run, feature, one, other, same) VALUES (?, 3, 'Ada', 'Bea', 1)").run(run)
  raw.close()
  const again = await openProject(store.folder)
  onTestFinished(() => again.close())
  expect(again.reviews.judgments(run, { one: 'Bea', other: 'Ada' })).toEqual(new Map([[3, { same: true }]]))
})
