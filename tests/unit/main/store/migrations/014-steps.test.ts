import { expect, onTestFinished, test } from 'vitest'
import { openProject } from '../../../../../main/store/index'
import { projectWithRun } from '../samples'
import { asFormat } from './earlier-format'

test('changes of groups of an earlier format can still be undone and done again', async () => {
  const { store, run } = await projectWithRun()
  store.annotation.putGroup(run, { id: 'g', name: 'numbers', description: '', features: [1] }, { author: 'Ada' })
  store.annotation.changeMembers(run, 'g', { add: [2], remove: [] }, { author: 'Ada' })
  store.annotation.undo()
  store.close()
  asFormat(store.folder, 13, (connection) =>
    connection.exec(`
      INSERT INTO group_steps (run, group_id, author, at, before, after, after_edit, applied, redoable, turn, after_turn) VALUES
        ('${run}', 'g', 'Ada', 1, NULL, '{"name":"numbers","description":"","features":[1]}', 0, 1, 0, 0, 0),
        ('${run}', 'g', 'Ada', 2, '{"features":[]}', '{"features":[2]}', 0, 0, 1, 1, 0)
    `)
  )
  const again = await openProject(store.folder)
  onTestFinished(() => again.close())
  expect(again.annotation.redo()).toMatchObject({ group: { name: 'numbers', change: 'changed' } })
  expect(again.annotation.groups(run)[0].features).toEqual([1, 2])
  for (let step = 0; step < 2; step += 1) again.annotation.undo({ author: 'Ada' })
  expect(again.annotation.groups(run)).toEqual([])
})
