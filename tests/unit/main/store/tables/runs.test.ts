import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { RunConfig } from '../../../../../contract/records/run'
import { codeOf, config, dataset, point, projectWithRun, sampleProject, temporaryFolder } from '../samples'

describe('a new run', () => {
  test('has a name, a slot, an id and its config as a file', async () => {
    const store = await sampleProject()
    const run = store.runs.insert({ dataset: dataset.id, config, backend: 'tensorflow', createdAt: 5 })
    expect(run).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{12}$/),
      name: 'topk-8-a',
      dataset: dataset.id,
      config,
      state: 'queued',
      step: 0,
      seconds: 0,
      slot: 0,
      backend: 'tensorflow',
      checkpoints: [],
      warnings: [],
      note: '',
      tags: [],
      archived: false,
      createdAt: 5
    })
    expect(store.runs.get(run.id)).toEqual(run)
    expect(JSON.parse(readFileSync(store.layout.configFile(run.id), 'utf8'))).toEqual(config)
  })

  test('gets the next letter when its name is taken', async () => {
    const store = await sampleProject()
    const insert = (name?: string, changes: Partial<RunConfig> = {}) =>
      store.runs.insert({ dataset: dataset.id, config: { ...config, ...changes }, backend: 'cpu', name }).name
    expect([insert(), insert(), insert('mine'), insert('mine'), insert('mine')]).toEqual([
      'topk-8-a',
      'topk-8-b',
      'mine',
      'mine-b',
      'mine-c'
    ])
    expect(store.runs.suggestName({ ...config, architecture: 'relu-l1', sparsityCoefficient: 0.04 })).toBe('relu-l1-0.04-a')
    expect(store.runs.suggestName(config)).toBe('topk-8-c')
  })

  test('takes the first free slot, then the least used, and keeps it when others go', async () => {
    const store = await sampleProject()
    const insert = () => store.runs.insert({ dataset: dataset.id, config, backend: 'cpu' })
    const runs = [1, 2, 3, 4, 5, 6].map(insert)
    expect(runs.map(({ slot }) => slot)).toEqual([0, 1, 2, 3, 4, 5])
    store.runs.remove(runs[2].id)
    expect(insert().slot).toBe(2)
    expect(insert().slot).toBe(0)
    expect(insert().slot).toBe(1)
    expect(store.runs.get(runs[5].id).slot).toBe(5)
  })

  test('on a data set that is not there is refused', async () => {
    const store = await sampleProject()
    expect(await codeOf(() => store.runs.insert({ dataset: 'none', config, backend: 'cpu' }))).toBe('not-found')
    expect(store.runs.list()).toEqual([])
  })
})

describe('a change', () => {
  test('sets what is given, leaves the rest, and takes away what is null', async () => {
    const { store, run } = await projectWithRun()
    const error = { code: 'crashed' as const, message: 'gone' }
    store.runs.update(run, {
      state: 'failed',
      step: 50,
      seconds: 2.5,
      error,
      finishedAt: 9,
      validation: { loss: 0.5, fvu: Number.NaN }
    })
    expect(store.runs.get(run)).toMatchObject({ state: 'failed', step: 50, error, finishedAt: 9, validation: { loss: 0.5 } })
    const resumed = store.runs.update(run, { state: 'running', error: null, finishedAt: null, note: undefined })
    expect(resumed).not.toHaveProperty('error', error)
    expect(store.runs.get(run)).toMatchObject({ state: 'running', step: 50, seconds: 2.5, note: '' })
    expect(store.runs.get(run)).not.toHaveProperty('finishedAt')
  })

  test('of the config changes its file, and an impossible value changes nothing', async () => {
    const { store, run } = await projectWithRun()
    store.runs.update(run, { config: { ...config, steps: 900 } })
    expect(JSON.parse(readFileSync(store.layout.configFile(run), 'utf8')).steps).toBe(900)
    expect(await codeOf(() => store.runs.update(run, { step: -1 }))).toBe('usage')
    expect(store.runs.get(run).step).toBe(0)
  })

  test('of the name to one that is taken gets a letter, to its own stays', async () => {
    const { store, run } = await projectWithRun()
    store.runs.insert({ dataset: dataset.id, config, backend: 'cpu', name: 'other' })
    expect(store.runs.update(run, { name: 'other' }).name).toBe('other-b')
    expect(store.runs.update(run, { name: 'other-b' }).name).toBe('other-b')
  })

  test('of a run that is not there is refused', async () => {
    const { store } = await projectWithRun()
    expect(await codeOf(() => store.runs.update('nobody', { step: 1 }))).toBe('not-found')
    expect(await codeOf(() => store.runs.get('nobody'))).toBe('not-found')
    expect(store.runs.find('nobody')).toBeUndefined()
  })
})

describe('removing', () => {
  test('takes rows and files, and leaves other runs', async () => {
    const { store, run } = await projectWithRun()
    const other = store.runs.insert({ dataset: dataset.id, config, backend: 'cpu' }).id
    mkdirSync(store.layout.checkpointFolder(run, 5), { recursive: true })
    writeFileSync(join(store.layout.checkpointFolder(run, 5), 'weights'), 'x')
    store.checkpoints.record({ run, step: 5, reason: 'regular' })
    store.metrics.append(run, [point(1)])
    store.runs.remove(run)
    expect(existsSync(store.layout.runFolder(run))).toBe(false)
    expect(store.runs.list().map(({ id }) => id)).toEqual([other])
    expect(existsSync(store.layout.configFile(other))).toBe(true)
    expect(store.metrics.read(run, { split: 'train' }).steps).toHaveLength(0)
    expect(await codeOf(() => store.runs.remove(run))).toBe('not-found')
  })

  test('never follows a link out of the project', async () => {
    const { store } = await projectWithRun()
    const outside = temporaryFolder()
    mkdirSync(join(outside, 'thesis'))
    store.runs.insert({ id: 'thesis', dataset: dataset.id, config, backend: 'cpu' })
    rmSync(store.layout.runs, { recursive: true })
    symlinkSync(outside, store.layout.runs)
    store.runs.remove('thesis')
    expect(store.runs.find('thesis')).toBeUndefined()
    expect(existsSync(join(outside, 'thesis'))).toBe(true)
  })
})
