import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { connect } from '../../../../../main/store/database/connect'
import { migrate } from '../../../../../main/store/database/migrate'
import { projectLayout } from '../../../../../main/store/files/layout'
import { openProject } from '../../../../../main/store/index'
import { pinnedFeatures } from '../../../../../main/store/migrations/005-pinned-features'
import { migrations } from '../../../../../main/store/migrations/index'
import { config, dataset, temporaryFolder } from '../samples'

test('a project from before there were pinned features can pin some', async () => {
  const folder = join(temporaryFolder(), 'Old.loupe')
  const layout = projectLayout(folder)
  mkdirSync(layout.runFolder('r'), { recursive: true })
  const connection = connect(layout.database, { readOnly: false })
  migrate(
    connection,
    migrations.filter(({ version }) => version < pinnedFeatures.version)
  )
  const put = (sql: string, ...values: unknown[]) => connection.prepare(sql).run(...values)
  for (const [key, value] of Object.entries({ name: 'Old', createdAt: '1' })) put('INSERT INTO meta VALUES (?, ?)', key, value)
  put('INSERT INTO datasets VALUES (?, ?, ?)', dataset.id, 1, JSON.stringify(dataset))
  put(
    `INSERT INTO runs (id, name, dataset, config, state, step, seconds, slot, backend, note, created_at)
       VALUES ('r', 'old run', ?, ?, 'done', 600, 1, 0, 'tensorflow', '', 1)`,
    dataset.id,
    JSON.stringify(config)
  )
  connection.close()
  const store = await openProject(folder)
  onTestFinished(() => store.close())
  expect([store.runs.get('r').name, store.pins.list('r')]).toEqual(['old run', []])
  store.pins.add('r', [5], { step: 600, at: 2 })
  expect(store.pins.list('r')).toEqual([{ feature: 5, pinnedAt: 2, pinnedStep: 600 }])
})
