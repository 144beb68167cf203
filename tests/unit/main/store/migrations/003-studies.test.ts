import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { connect } from '../../../../../main/store/database/connect'
import { migrate } from '../../../../../main/store/database/migrate'
import { projectLayout } from '../../../../../main/store/files/layout'
import { openProject } from '../../../../../main/store/index'
import { firstFormat } from '../../../../../main/store/migrations/001-first-format'
import { groupsOfRuns } from '../../../../../main/store/migrations/002-groups-of-runs'
import { config, dataset, temporaryFolder } from '../samples'

test('a project of format 2 keeps its runs, has no studies, and takes some', async () => {
  const layout = projectLayout(join(temporaryFolder(), 'Old.loupe'))
  mkdirSync(layout.runFolder('r'), { recursive: true })
  const connection = connect(layout.database, { readOnly: false })
  migrate(connection, [firstFormat, groupsOfRuns])
  const put = (sql: string, ...values: unknown[]) => connection.prepare(sql).run(...values)
  for (const [key, value] of Object.entries({ name: 'Old', createdAt: '1' })) put('INSERT INTO meta VALUES (?, ?)', key, value)
  put('INSERT INTO datasets VALUES (?, ?, ?)', dataset.id, 1, JSON.stringify(dataset))
  put(
    `INSERT INTO runs (id, name, dataset, config, state, step, seconds, slot, backend, note, created_at)
     VALUES ('r', 'old', ?, ?, 'done', 600, 1, 0, '', '', 2)`,
    dataset.id,
    JSON.stringify(config)
  )
  connection.close()
  const store = await openProject(layout.folder)
  onTestFinished(() => store.close())
  expect([store.runs.get('r').name, store.studies.list()]).toEqual(['old', []])
  mkdirSync(layout.studyFolder('r', 's'), { recursive: true })
  const question = { kind: 'probe', column: 'x', most: 5, per: 'row', seed: 0 } as const
  const draft = { id: 's', run: 'r', question, createdAt: 3, analysis: 1, step: 600, rows: 10 }
  expect(store.studies.record(draft)).toEqual({ ...draft, otherAnalysis: undefined, stale: true })
})
