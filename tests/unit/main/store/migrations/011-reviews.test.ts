import { expect, onTestFinished, test } from 'vitest'
import { openProject } from '../../../../../main/store/index'
import { projectWithRun } from '../samples'
import { asFormat } from './earlier-format'

test('a judgment of an earlier format stands, whatever the texts', async () => {
  const { store, run } = await projectWithRun()
  store.close()
  asFormat(store.folder, 10, (connection) =>
    connection.prepare("INSERT INTO same_meaning (run, feature, one, other, same) VALUES (?, 3, 'Ada', 'Bea', 1)").run(run)
  )
  const again = await openProject(store.folder)
  onTestFinished(() => again.close())
  expect(again.reviews.judgments(run, { one: 'Bea', other: 'Ada' })).toEqual(new Map([[3, { same: true }]]))
})
