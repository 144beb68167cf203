import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Run, RunConfig } from '../../../../../contract/records/run'
import { dataSize, estimateSpec, trainSpec, withSources } from '../../../../../main/engine/jobs/train-spec'
import type { ProjectStore } from '../../../../../main/store/project-store'
import { openedProject } from '../project-material'

let store: ProjectStore
beforeEach(async () => {
  store = await openedProject()
  checkpoint('run', 50)
  checkpoint('run', 100)
  store.runs.update('run', { state: 'done' })
})

function checkpoint(run: string, step: number): void {
  const folder = store.layout.checkpointFolder(run, step)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'state.safetensors'), 'x')
  store.checkpoints.record({ run, step, reason: 'regular' })
}

const configWith = (more: Partial<RunConfig>): RunConfig => ({ ...store.runs.get('run').config, ...more })
const insert = (more: Partial<RunConfig>): Run =>
  store.runs.insert({ id: 'next', dataset: 'data', config: configWith(more), backend: '' })
const folderOf = (step: number) => store.layout.checkpointFolder('run', step)

describe('what a training process is given', () => {
  it('are the values of another run, until it has a checkpoint of its own', () => {
    const run = insert({ startFrom: { run: 'run', step: 50 } })
    expect(trainSpec(store, run)).toMatchObject({ startFrom: folderOf(50), resumeFrom: undefined, featuresOf: undefined })
    checkpoint('next', 7)
    expect(trainSpec(store, store.runs.get('next'))).toMatchObject({ startFrom: undefined, resumeFrom: { step: 7 } })
  })

  it('is refused in words when that run was deleted, and not once it has begun', () => {
    const run = insert({ startFrom: { run: 'run', step: 50 } })
    store.runs.remove('run')
    expect(() => trainSpec(store, run)).toThrow(
      expect.objectContaining({
        code: 'not-found',
        place: 'startFrom',
        message: expect.stringContaining('is gone (run, step 50)')
      })
    )
    checkpoint('next', 7)
    expect(trainSpec(store, store.runs.get('next'))).toMatchObject({ resumeFrom: { step: 7 } })
    expect(store.runs.get('next').config.startFrom).toEqual({ run: 'run', step: 50 })
  })

  it('is the dictionary of another run, until it has its own copy', () => {
    const run = insert({ featuresOf: { run: 'run', step: 100 } })
    const { data, featuresOf } = trainSpec(store, run)
    expect([data.featuresFolder, featuresOf]).toEqual([store.layout.featuresFolder('next'), folderOf(100)])
    mkdirSync(store.layout.featuresFolder('next'))
    store.runs.remove('run')
    expect(trainSpec(store, run)).toMatchObject({ featuresOf: undefined })
    expect(trainSpec(store, { ...run, config: configWithout(run.config) }).data.featuresFolder).toBeUndefined()
  })

  it('of a short try are the same, from where they lie', () => {
    const config = configWith({ startFrom: { run: 'run' }, featuresOf: { run: 'run', step: 50 } })
    const spec = estimateSpec(store, store.datasets.get('data'), config)
    expect([spec.startFrom, spec.data.featuresFolder]).toEqual([folderOf(100), folderOf(50)])
  })
})

function configWithout({ featuresOf: _featuresOf, ...config }: RunConfig): RunConfig {
  return config
}

describe('the runs that a run is made from', () => {
  it('are named with the step that they have now', () => {
    const config = configWith({ startFrom: { run: 'run' }, featuresOf: { run: 'run', step: 50 } })
    expect(withSources(store, config)).toEqual({
      ...config,
      startFrom: { run: 'run', step: 100 },
      featuresOf: { run: 'run', step: 50 }
    })
    expect(withSources(store, configWith({}))).toEqual(configWith({}))
  })

  it('are refused before the start where they do not fit', () => {
    const refused = (more: Partial<RunConfig>, code: string, place: string, message: RegExp) =>
      expect(() => withSources(store, configWith(more))).toThrow(
        expect.objectContaining({ code, place, message: expect.stringMatching(message) })
      )
    const source = { run: 'run' }
    refused({ startFrom: source, dSae: 5 }, 'config', 'startFrom', /first has 4 features, this run 5/)
    refused({ startFrom: source, kind: 'transcoder' }, 'config', 'startFrom', /is of the kind sae, this run transcoder/)
    refused({ startFrom: { run: 'nobody' } }, 'not-found', 'startFrom', /is gone \(nobody\)/)
    refused({ featuresOf: { run: 'nobody', step: 3 } }, 'not-found', 'featuresOf', /is gone \(nobody, step 3\)/)
    store.runs.update('run', { config: configWith({ kind: 'transcoder' }) })
    refused({ featuresOf: source }, 'config', 'featuresOf', /it is of the kind transcoder/)
  })

  it('decide how wide the rows of a hybrid are', () => {
    const data = store.datasets.get('data')
    expect(dataSize(store, data, { featuresOf: { run: 'run' } })).toEqual({ ...data, dIn: 4 })
    expect(dataSize(store, data, {})).toBe(data)
  })
})
