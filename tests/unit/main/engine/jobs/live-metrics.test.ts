import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { MetricPoint } from '../../../../../contract/records/metrics'
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

  it('are all written or none', () => {
    metrics.add({ points: [point(1)] })
    expect(() => metrics.write({ name: 'x'.repeat(0), state: 'running', backend: Symbol('no text') as never })).toThrow()
    expect(store.metrics.read('run', { split: 'train' }).steps).toHaveLength(0)
  })
})
