import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { MetricPoint } from '../../../../../contract/records/metrics'
import { LoupeError } from '../../../../../contract/wire/errors'
import { LiveMetrics } from '../../../../../main/engine/jobs/live-metrics'
import { openProject } from '../../../../../main/store/index'
import type { ProjectStore } from '../../../../../main/store/project-store'
import { makeProject, temporaryFolder } from '../project-material'

let folder: string
let store: ProjectStore
let metrics: LiveMetrics
beforeEach(async () => {
  folder = temporaryFolder()
  await makeProject(join(folder, 'p.loupe'))
  store = await openProject(join(folder, 'p.loupe'))
  metrics = new LiveMetrics(store, 'run')
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const full = (): never => {
  throw new LoupeError('disk-full', 'The disk is full')
}

const point = (step: number, split: MetricPoint['split'] = 'train'): MetricPoint => ({
  split,
  step,
  seconds: step / 2,
  values: { loss: 1 / step }
})

describe('news of a training', () => {
  it('are written once, with the state of the run', () => {
    metrics.add({ points: [point(1), point(2), point(2, 'validation')], warnings: [{ step: 2, title: 't', detail: 'd' }] })
    expect(metrics.write({ state: 'running' })).toBe(true)
    expect(store.runs.get('run')).toMatchObject({ state: 'running', step: 2, seconds: 1, validation: { loss: 0.5 } })
    expect([...store.metrics.read('run', { split: 'train' }).steps]).toEqual([1, 2])
    expect(store.warnings.list('run')).toHaveLength(1)
    expect(metrics.write()).toBe(false)
  })

  it('are shown once, apart from being written', () => {
    metrics.add({ points: [point(1)], marks: [{ step: 1, kind: 'spike', text: '' }] })
    metrics.write()
    expect(metrics.frame()).toMatchObject({ run: 'run', columns: [{ steps: Float64Array.of(1) }], marks: [{ kind: 'spike' }] })
    expect(metrics.frame()).toBeUndefined()
    metrics.add({ points: [point(2)] })
    expect(metrics.frame()?.columns[0].steps).toEqual(Float64Array.of(2))
  })

  it('that can not be written stay new, and are there as soon as they can be', () => {
    const blocked = { ...store, together: full } as ProjectStore
    const waiting = new LiveMetrics(blocked, 'run')
    waiting.add({ points: [point(1)] })
    expect(() => waiting.write({ state: 'paused', error: { code: 'disk-full', message: 'full' } })).toThrow('full')
    waiting.add({ points: [point(2)] })
    expect(() => waiting.write({ error: null })).toThrow('full')
    expect(store.runs.get('run').state).not.toBe('paused')
    expect(waiting.record()).toMatchObject({ state: 'paused', name: 'first' })
    expect(waiting.record().error).toBeUndefined()
    expect(waiting.hasNews).toBe(true)
    blocked.together = store.together
    waiting.write()
    expect(waiting.hasNews).toBe(false)
    expect(store.runs.get('run')).toMatchObject({ state: 'paused', step: 2 })
    expect([...store.metrics.read('run', { split: 'train' }).steps]).toEqual([1, 2])
  })

  it('remember checkpoints whose folders are there', () => {
    const folder = store.layout.checkpointFolder('run', 5)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'state.safetensors'), 'state')
    metrics.add({ checkpoints: [{ step: 5, reason: 'best' }] })
    metrics.write()
    expect(store.checkpoints.list('run')).toMatchObject([{ step: 5, reason: 'best', sizeBytes: 5 }])
  })

  it('are all written or none', () => {
    metrics.add({ points: [point(1)] })
    expect(() => metrics.write({ name: 'x'.repeat(0), state: 'running', backend: Symbol('no text') as never })).toThrow()
    expect(store.metrics.read('run', { split: 'train' }).steps).toHaveLength(0)
  })
})
