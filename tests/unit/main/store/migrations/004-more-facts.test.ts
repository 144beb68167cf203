import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { connect } from '../../../../../main/store/database/connect'
import { projectLayout } from '../../../../../main/store/files/layout'
import { openProject } from '../../../../../main/store/index'
import { moreFacts } from '../../../../../main/store/migrations/004-more-facts'
import { analyze, analyzedFeature, projectWithRun } from '../samples'

const added = ['variance', 'skew', 'documents', 'document_share', 'explained_share', 'first_row', 'last_row']

test('an analysis of an earlier format opens with the numbers it has, without the new ones', async () => {
  const { store, run } = await projectWithRun()
  analyze(store, run)
  store.close()
  // As an earlier Loupe left it: without the columns; then the one step that brings it forward.
  const raw = connect(projectLayout(store.folder).database, { readOnly: false })
  for (const column of added) raw.exec(`ALTER TABLE facts DROP COLUMN ${column}`)
  raw.exec('ALTER TABLE evidence DROP COLUMN log_histogram')
  moreFacts.up(raw)
  raw.close()
  const again = await openProject(join(store.folder))
  onTestFinished(() => again.close())
  expect(again.features.rows(run, [12])[0]).toEqual({ ...again.features.rows(run, [12])[0], ...analyzedFeature(12).facts })
  expect(again.features.rows(run, [12])[0]).not.toHaveProperty('variance')
  expect(again.features.evidence(run, 12).histogram).toEqual(analyzedFeature(12).histogram)
  expect(again.features.evidence(run, 12)).not.toHaveProperty('logHistogram')
})
