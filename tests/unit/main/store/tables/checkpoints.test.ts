import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { writeCheckpointFolder } from '../../../../../main/store/files/checkpoint-folder'
import { openProject } from '../../../../../main/store/index'
import type { ProjectStore } from '../../../../../main/store/project-store'
import { codeOf, projectWithRun } from '../samples'

const write = (store: ProjectStore, run: string, step: number, content = 'weights') =>
  writeCheckpointFolder(store.layout.checkpointsFolder(run), step, (folder) => writeFileSync(join(folder, 'state.bin'), content))

async function reopened(store: ProjectStore): Promise<ProjectStore> {
  store.close()
  const again = await openProject(store.folder)
  onTestFinished(() => again.close())
  return again
}

describe('checkpoints', () => {
  test('are remembered with their measured size, the latest last', async () => {
    const { store, run } = await projectWithRun()
    await write(store, run, 200, 'x'.repeat(1_000))
    await write(store, run, 100)
    store.checkpoints.record({ run, step: 200, reason: 'asked', createdAt: 7 })
    store.checkpoints.record({ run, step: 100, reason: 'regular', createdAt: 6 })
    expect(store.checkpoints.list(run).map(({ step }) => step)).toEqual([100, 200])
    expect(store.checkpoints.latest(run)).toEqual({ run, step: 200, createdAt: 7, sizeBytes: 1_000, reason: 'asked' })
    expect(store.runs.get(run).checkpoints).toHaveLength(2)
  })

  test('without a folder are refused', async () => {
    const { store, run } = await projectWithRun()
    expect(await codeOf(() => store.checkpoints.record({ run, step: 5, reason: 'regular' }))).toBe('not-found')
    expect(await codeOf(() => store.checkpoints.record({ run: '../..', step: 5, reason: 'regular' }))).toBe('usage')
    expect(store.checkpoints.latest(run)).toBeUndefined()
  })

  test('of a step that is there replace it', async () => {
    const { store, run } = await projectWithRun()
    await write(store, run, 5)
    store.checkpoints.record({ run, step: 5, reason: 'regular' })
    await write(store, run, 5, 'longer weights')
    store.checkpoints.record({ run, step: 5, reason: 'final' })
    expect(store.checkpoints.list(run)).toMatchObject([{ step: 5, reason: 'final', sizeBytes: 14 }])
  })

  test('are removed with their folder', async () => {
    const { store, run } = await projectWithRun()
    await write(store, run, 5)
    store.checkpoints.record({ run, step: 5, reason: 'regular' })
    store.checkpoints.remove(run, 5)
    expect(existsSync(store.layout.checkpointFolder(run, 5))).toBe(false)
    expect(await codeOf(() => store.checkpoints.remove(run, 5))).toBe('not-found')
  })
})

describe('when a project is opened again', () => {
  test('a folder that nobody recorded is remembered, a row without a folder goes, half-written ones are swept', async () => {
    const { store, run } = await projectWithRun()
    await write(store, run, 100)
    store.checkpoints.record({ run, step: 100, reason: 'regular' })
    await write(store, run, 200)
    store.checkpoints.record({ run, step: 200, reason: 'regular' })
    await write(store, run, 300)
    const folder = store.layout.checkpointsFolder(run)
    rmSync(join(folder, '100'), { recursive: true })
    for (const name of ['.writing-abc', 'notes', '007', '400']) mkdirSync(join(folder, name))
    writeFileSync(join(folder, '.writing-abc', 'state.bin'), 'half')
    const again = await reopened(store)
    expect(again.checkpoints.list(run).map(({ step }) => step)).toEqual([200, 300])
    expect(existsSync(join(folder, '.writing-abc'))).toBe(false)
    expect(existsSync(join(folder, 'notes'))).toBe(true)
  })

  test('a folder that was moved aside comes back when its successor did not arrive', async () => {
    const { store, run } = await projectWithRun()
    await write(store, run, 100, 'old')
    store.checkpoints.record({ run, step: 100, reason: 'regular' })
    const folder = store.layout.checkpointsFolder(run)
    renameSync(join(folder, '100'), join(folder, '.replaced-100'))
    const again = await reopened(store)
    expect(again.checkpoints.list(run)).toMatchObject([{ step: 100, sizeBytes: 3 }])
  })
})
