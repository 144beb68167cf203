import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { connect } from '../../../../../main/store/database/connect'
import { applicationId, migrate } from '../../../../../main/store/database/migrate'
import { projectLayout } from '../../../../../main/store/files/layout'
import { openProject, readCard } from '../../../../../main/store/index'
import { chunkFromColumns, columnsFromPoints } from '../../../../../main/store/metrics/columns'
import { firstFormat } from '../../../../../main/store/migrations/001-first-format'
import type { ProjectStore } from '../../../../../main/store/project-store'
import { config, dataset, point, temporaryFolder } from '../samples'

const { k: _k, auxK: _auxK, auxCoefficient: _auxCoefficient, ...shared } = config
const old = { ...shared, architecture: 'relu-l1', l1Coefficient: 0.1, l1WarmUpShare: 1 / 3 }
const renamed = { ...shared, architecture: 'relu-l1', sparsityCoefficient: 0.1, sparsityWarmUpShare: 1 / 3 }

const receipt = {
  format: 'saelens',
  loupeVersion: '0.1.0',
  createdAt: 3,
  project: 'Old',
  run: { id: 'r', name: 'relu', step: 600, state: 'done', backend: 'tensorflow' },
  data: {
    name: 'rows',
    fingerprint: 'ab',
    rows: 10,
    trainRows: 9,
    validationRows: 1,
    leftOut: 0,
    outlierRule: 'drop',
    inputScale: 1
  },
  validation: {},
  labels: { total: 64, pending: 64, draft: 0, labeled: 0, notInterpretable: 0, written: 64 },
  files: [],
  verified: { rows: 1, maxDifferenceActs: 0, maxDifferenceRecon: 0, labelsEqual: true, seconds: 1 },
  gaps: []
}

/** A project of format 1 with a run, its metrics, its labels and an export, as the first Loupe left it; gives its folder. */
function projectOfFirstFormat(): string {
  const folder = join(temporaryFolder(), 'Old.loupe')
  const layout = projectLayout(folder)
  mkdirSync(layout.runFolder('r'), { recursive: true })
  writeFileSync(layout.configFile('r'), `${JSON.stringify(old, null, 2)}\n`)
  const connection = connect(layout.database, { readOnly: false })
  migrate(connection, [firstFormat])
  const put = (sql: string, ...values: unknown[]) => connection.prepare(sql).run(...values)
  for (const [key, value] of Object.entries({ name: 'Old', createdAt: '1' })) put('INSERT INTO meta VALUES (?, ?)', key, value)
  put('INSERT INTO datasets VALUES (?, ?, ?)', dataset.id, 1, JSON.stringify(dataset))
  put(
    `INSERT INTO runs VALUES ('r', 'relu', ?, ?, 'done', 600, 12.5, 3, 'tensorflow', 0.5, '{"fvu":0.25}', 'mine', NULL, 2, 3)`,
    dataset.id,
    JSON.stringify(old)
  )
  const points = columnsFromPoints(Array.from({ length: 1_024 }, (_, i) => point(i + 1)))
  const { count, keys, data } = chunkFromColumns(points)
  put("INSERT INTO metric_chunks VALUES (1, 'r', 'train', 1, 1024, ?, 1, ?, ?)", count, keys, data)
  put("INSERT INTO labels VALUES (1, 'r', 5, 'labeled', 2, 4, '[]', '', 'kept', '')")
  const record = { id: 'e', run: 'r', folder: '/out', createdAt: 3, receipt: { ...receipt, config: old } }
  put("INSERT INTO exports VALUES ('e', 3, ?)", JSON.stringify(record))
  connection.close()
  return folder
}

async function opened(folder: string, readOnly = false): Promise<ProjectStore> {
  const store = await openProject(folder, { readOnly })
  onTestFinished(() => store.close())
  return store
}

describe('a project of the first format', () => {
  test('opens with its run, whose coefficient has the name that all architectures share', async () => {
    const store = await opened(projectOfFirstFormat())
    expect(store.runs.get('r')).toEqual({
      id: 'r',
      name: 'relu',
      dataset: dataset.id,
      config: renamed,
      state: 'done',
      step: 600,
      seconds: 12.5,
      slot: 3,
      backend: 'tensorflow',
      inputScale: 0.5,
      validation: { fvu: 0.25 },
      checkpoints: [],
      warnings: [],
      note: 'mine',
      tags: [],
      archived: false,
      createdAt: 2,
      finishedAt: 3
    })
    expect(JSON.parse(readFileSync(store.layout.configFile('r'), 'utf8'))).toEqual(renamed)
  })

  test('has its exports, metrics and labels as they were', async () => {
    const store = await opened(projectOfFirstFormat())
    expect(store.exports.get('e').receipt.config).toEqual(renamed)
    expect(store.exports.get('e').receipt.verified).toEqual(receipt.verified)
    expect(store.metrics.read('r', { split: 'train' }).steps).toHaveLength(1_024)
    expect(store.metrics.read('r', { split: 'train', maxPoints: 20 }).steps.at(-1)).toBe(1_024)
    expect(store.labels.get('r', 5).label).toBe('kept')
    expect(store.groups.list()).toEqual([])
  })

  test('takes metrics that the first Loupe did not have', async () => {
    const store = await opened(projectOfFirstFormat())
    store.metrics.append('r', [{ split: 'train', step: 2_000, seconds: 9, values: { loss: 1, dense: 3, threshold: 0.25 } }])
    const { columns } = store.metrics.read('r', { split: 'train' })
    expect([columns.dense?.at(-1), columns.threshold?.at(-1), columns.dense?.[0]]).toEqual([3, 0.25, Number.NaN])
  })

  test('is read, and shown on its card, without being changed', async () => {
    const folder = projectOfFirstFormat()
    const { database } = projectLayout(folder)
    const before = readFileSync(database)
    expect(readCard(folder, 1)).toMatchObject({ state: 'ready', runs: 1, labeled: 1, run: { name: 'relu', step: 600 } })
    const store = await opened(folder, true)
    expect(store.runs.get('r').config).toEqual(renamed)
    expect(readFileSync(database).equals(before)).toBe(true)
  })

  test('keeps a configuration that can not be read, to be reported and not lost', async () => {
    const folder = projectOfFirstFormat()
    const raw = connect(projectLayout(folder).database, { readOnly: false })
    raw.prepare("UPDATE exports SET record = 'torn'").run()
    raw.close()
    const store = await opened(folder)
    expect(() => store.exports.list()).toThrow(expect.objectContaining({ code: 'damaged' }))
    const after = connect(projectLayout(folder).database, { readOnly: true })
    expect(after.prepare('SELECT record FROM exports').pluck().get()).toBe('torn')
    expect(after.pragma('application_id', { simple: true })).toBe(applicationId)
    after.close()
  })
})
