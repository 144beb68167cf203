import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ProjectCard } from '../../../../../contract/records/project'
import { readCard } from '../../../../../main/store/index'
import { config, point, projectWithRun, sampleProject, temporaryFolder } from '../samples'

describe('a card', () => {
  test('shows the latest run with its curve, its data, and what was labeled', async () => {
    const { store, run } = await projectWithRun()
    store.metrics.append(
      run,
      Array.from({ length: 600 }, (_, i) => point(i + 1))
    )
    store.runs.update(run, { state: 'done', step: 600, validation: { l0: 8, explained_variance: 0.81 } })
    store.labels.edit(run, 1, { label: 'x', status: 'labeled' })
    store.labels.edit(run, 2, { status: 'not-interpretable' })
    store.close()
    const card = readCard(store.folder, 42)
    expect(ProjectCard.parse(card)).toEqual(card)
    expect(card).toMatchObject({
      folder: store.folder,
      name: 'Sample',
      openedAt: 42,
      state: 'ready',
      data: { name: 'resid_post', rows: 100, dIn: 10 },
      runs: 1,
      labeled: 1,
      notInterpretable: 1,
      run: {
        id: run,
        name: 'topk-8-a',
        state: 'done',
        architecture: 'topk',
        step: 600,
        steps: config.steps,
        dSae: 64,
        l0: 8,
        explainedVariance: 0.81
      }
    })
    expect(card.run!.loss.length).toBeGreaterThan(20)
    expect(card.run!.loss.length).toBeLessThanOrEqual(60)
    expect([card.run!.loss[0], card.run!.loss.at(-1)]).toEqual([1, 1 / 600])
  })

  test('is read while the project is open, with what was just written, and changes nothing', async () => {
    const { store, run } = await projectWithRun()
    store.runs.update(run, { state: 'running', step: 7 })
    const state = () =>
      readdirSync(store.folder).map((name) => [
        name,
        name.endsWith('sqlite') || name.endsWith('-wal') ? hashOf(join(store.folder, name)) : ''
      ])
    const before = state()
    expect(readCard(store.folder, 1)).toMatchObject({ state: 'ready', run: { state: 'running', step: 7 } })
    expect(state()).toEqual(before)
    store.runs.update(run, { step: 8 })
    expect(store.runs.get(run).step).toBe(8)
  })

  test('of a project without runs has its data only', async () => {
    const store = await sampleProject()
    store.close()
    const card = readCard(store.folder, 1)
    expect(card).toMatchObject({ state: 'ready', runs: 0, labeled: 0 })
    expect(card).not.toHaveProperty('run')
  })

  test('of a folder that is gone or no project says so, under the name of the folder', async () => {
    const store = await sampleProject()
    store.close()
    renameSync(store.folder, `${store.folder}.moved`)
    expect(readCard(store.folder, 5)).toMatchObject({ state: 'missing', name: 'Sample', openedAt: 5 })
    const other = join(temporaryFolder(), 'Holiday')
    mkdirSync(other)
    expect(readCard(other, 5)).toMatchObject({
      state: 'unusable',
      name: 'Holiday',
      problem: expect.stringContaining('project.sqlite')
    })
  })
})

function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}
