import { expect, onTestFinished, test } from 'vitest'
import { connect } from '../../../../../main/store/database/connect'
import { projectLayout } from '../../../../../main/store/files/layout'
import { openProject } from '../../../../../main/store/index'
import { projectWithRun } from '../samples'

test('a log of an earlier format opens, and what was undone in it counts as never done', async () => {
  const { store, run } = await projectWithRun()
  store.labels.edit(run, 1, { label: 'stands' }, { at: 10 })
  store.labels.edit(run, 1, { label: 'undone' }, { at: 20 })
  store.labels.undo({ at: 30 })
  store.close()
  const raw = connect(projectLayout(store.folder).database, { readOnly: false })
  for (const table of [
    'suggestions',
    'dismissed_suggestions',
    'own_opinions',
    'label_reviews',
    'label_finals',
    'label_quizzes',
    'label_rules',
    'opinions',
    'same_meaning',
    'comment_search',
    'label_comments',
    'feature_groups',
    'draft_features',
    'drafts'
  ])
    raw.exec(`DROP TABLE ${table}`)
  raw.exec(
    'DROP TABLE label_turns; DROP INDEX label_edits_by_batch; ALTER TABLE label_edits DROP COLUMN batch; PRAGMA user_version = 5'
  )
  raw.close()
  const again = await openProject(store.folder)
  onTestFinished(() => again.close())
  expect(again.labels.asOf(run, 25).map(({ label }) => label)).toEqual(['stands'])
  expect(again.labels.redo()?.label.label).toBe('undone')
  expect(again.labels.undo()?.label.label).toBe('stands')
})
