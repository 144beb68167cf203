import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { activationBins, intervalCount } from '../../../../../contract/records/feature'
import { exportSpec } from '../../../../../main/engine/jobs/export-spec'
import type { AnalyzedFeature } from '../../../../../main/store/feature-records'
import type { ProjectStore } from '../../../../../main/store/project-store'
import { openedProject } from '../project-material'

let store: ProjectStore
beforeEach(async () => {
  store = await openedProject()
  for (const step of [50, 100]) checkpoint(step)
  store.runs.update('run', { state: 'done', step: 100, validation: { fvu: 0.25 } })
  store.metrics.append('run', [{ split: 'validation', step: 50, seconds: 1, values: { fvu: 0.5, l0: 2 } }])
})

function checkpoint(step: number): void {
  const folder = store.layout.checkpointFolder('run', step)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'state.safetensors'), 'x')
  store.checkpoints.record({ run: 'run', step, reason: 'regular' })
}

function analyze(): void {
  const writer = store.features.beginAnalysis('run', { step: 100, features: 4, rows: 8 })
  const rows = Uint32Array.from({ length: 8 }, (_, row) => row)
  const values = Float32Array.from(rows, (row) => 8 - row)
  const none = { rows: new Uint32Array(), values: new Float32Array(), count: 0 }
  const feature = (id: number): AnalyzedFeature => ({
    facts: { feature: id, density: 1, activeRows: 8, mean: 4.5, max: 8, mass: 0.25, nearestCosine: 0 },
    histogram: new Uint32Array(activationBins),
    top: { rows, values },
    random: none,
    intervals: Array.from({ length: intervalCount }, () => none),
    neighbors: { features: new Uint32Array(), cosines: new Float32Array() }
  })
  writer.append({ first: 0, features: [0, 1, 2, 3].map(feature) })
  writer.complete()
}

const request = (more: { step?: number; examples?: boolean } = {}) => ({
  run: 'run',
  as: 'labeled' as const,
  format: 'saelens' as const,
  type: 'f32' as const,
  activations: 'safetensors' as const,
  names: {},
  folder: join(store.folder, '../out'),
  scope: { statuses: ['labeled' as const], notes: true, examples: more.examples ?? true },
  ...(more.step === undefined ? {} : { step: more.step })
})

describe('what an export is made of', () => {
  it('is the latest checkpoint with the run’s validation values, or a named one with its own', () => {
    expect(exportSpec(store, request(), '1.2.3')).toMatchObject({
      checkpoint: store.layout.checkpointFolder('run', 100),
      origin: { loupeVersion: '1.2.3', project: 'Test', run: { name: 'first', step: 100 }, validation: { fvu: 0.25 } }
    })
    expect(exportSpec(store, request({ step: 50 }), '1').origin.validation).toEqual({ fvu: 0.5, l0: 2 })
  })

  it('names data and scale', () => {
    expect(exportSpec(store, request(), '1').origin.data).toEqual({
      name: 'rows.npy',
      fingerprint: 'abc',
      rows: 8,
      trainRows: 6,
      validationRows: 2,
      leftOut: 0,
      outlierRule: 'drop',
      inputScale: 2
    })
  })

  it('has all features in order, with facts once there are some', () => {
    expect(exportSpec(store, request(), '1').features.map(({ feature, facts }) => [feature, facts])).toEqual([
      [0, undefined],
      [1, undefined],
      [2, undefined],
      [3, undefined]
    ])
    analyze()
    const spec = exportSpec(store, request(), '1')
    expect(spec.features.map(({ facts }) => facts?.max)).toEqual([8, 8, 8, 8])
    expect(spec.analysisFolder).toBe(store.features.analysis('run')?.folder)
    expect(spec.analysisStep).toBe(100)
  })

  it('has examples of features that a person said something of, when they are wanted', () => {
    analyze()
    store.labels.edit('run', 2, { label: 'x', status: 'labeled' })
    const rowsOf = (examples: boolean) =>
      exportSpec(store, request({ examples }), '1').features.map(({ topRows }) => [...topRows])
    expect(rowsOf(true)).toEqual([[], [], [0, 1, 2, 3, 4], []])
    expect(rowsOf(false)).toEqual([[], [], [], []])
  })

  it('has what one annotator says in place of the labels of the project, with the checks of that text only', () => {
    analyze()
    const token = (feature: number, author: string, label: string) => {
      const rule = { kind: 'tokens' as const, tokens: [label], trim: true, ignoreCase: true }
      store.checks.setRule('run', feature, { feature, rule, author, at: 1, label })
    }
    for (const [feature, author, label] of [
      [1, 'Ada', 'mine'],
      [2, 'Ada', 'mine too'],
      [2, 'Bea', 'hers'],
      [3, 'Bea', 'hers too']
    ] as const) {
      store.labels.edit('run', feature, { label, status: 'labeled' }, { author })
      token(feature, author, label)
    }
    const { origin, features } = exportSpec(store, { ...request(), whose: 'Ada' }, '1')
    expect(origin.annotator).toBe('Ada')
    expect(features.map(({ label, rule }) => [label.label, label.status, rule?.label])).toEqual([
      ['', 'pending', undefined],
      ['mine', 'labeled', 'mine'],
      ['mine too', 'labeled', undefined],
      ['', 'pending', undefined]
    ])
    const project = exportSpec(store, request(), '1')
    expect(project.origin.annotator).toBeUndefined()
    expect(project.features.map(({ label, rule }) => [label.label, rule?.label])[2]).toEqual(['hers', 'hers'])
  })

  it('is refused for a step without a checkpoint', () => {
    expect(() => exportSpec(store, request({ step: 51 }), '1')).toThrow(expect.objectContaining({ code: 'not-found' }))
  })
})
