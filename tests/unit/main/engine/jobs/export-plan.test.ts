import { mkdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { exportCalls } from '../../../../../contract/calls/exports'
import type { Params } from '../../../../../contract/calls/index'
import type { ExportPlan } from '../../../../../contract/records/export'
import { activationBins, intervalCount } from '../../../../../contract/records/feature'
import { safetensorsFromDictionary } from '../../../../../main/dictionaries/weights/safetensors'
import { planOf } from '../../../../../main/engine/jobs/export-plan'
import { exportSpec } from '../../../../../main/engine/jobs/export-spec'
import { addEvidence } from '../../../../../main/engine/jobs/exported-features'
import type { AnalyzedFeature } from '../../../../../main/store/feature-records'
import type { ProjectStore } from '../../../../../main/store/project-store'
import { randomDictionary } from '../../interchange/material'
import { openedProject } from '../project-material'

let store: ProjectStore
beforeEach(async () => {
  store = await openedProject()
  const folder = store.layout.checkpointFolder('run', 100)
  mkdirSync(folder, { recursive: true })
  const pieces = [...safetensorsFromDictionary(randomDictionary({ seed: 1, dIn: 4, dSae: 4, k: 1 }))]
  await writeFile(join(folder, 'dictionary.safetensors'), Buffer.concat(pieces))
  store.checkpoints.record({ run: 'run', step: 100, reason: 'regular' })
})

/** Densities 1, 1/2, 1/4, 1/8 of eight rows. */
function analyze(): void {
  const writer = store.features.beginAnalysis('run', { step: 100, features: 4, rows: 8 })
  const feature = (id: number): AnalyzedFeature => {
    const rows = Uint32Array.from({ length: 8 >> id }, (_, row) => row)
    const examples = { rows, values: Float32Array.from(rows, (row) => 8 - row) }
    return {
      facts: { feature: id, density: rows.length / 8, activeRows: rows.length, mean: 4, max: 8, mass: 0.25, nearestCosine: 0 },
      histogram: new Uint32Array(activationBins).fill(id),
      top: examples,
      random: examples,
      intervals: Array.from({ length: intervalCount }, () => ({ ...examples, count: rows.length })),
      neighbors: { features: Uint32Array.of((id + 1) % 4), cosines: Float32Array.of(0.5) }
    }
  }
  writer.append({ first: 0, features: [0, 1, 2, 3].map(feature) })
  writer.complete()
}

const wish = (more: Partial<Params<'exports.plan'>> = {}) =>
  exportCalls['exports.plan'].params.parse({ project: 'p', run: 'run', ...more })

const weightsOf = ({ files }: ExportPlan) => files.find(({ name }) => name === 'sae_weights.safetensors')!

const listener = () => ({ signal: new AbortController().signal, onProgress: () => undefined })

const scope = (filter: string) => ({ statuses: ['pending' as const, 'labeled' as const], notes: true, examples: true, filter })

describe('the plan of an export', () => {
  it('names files with sizes, and weights to the byte', async () => {
    analyze()
    const plan = await planOf(store, wish())
    expect([plan.features, plan.total, plan.refused]).toEqual([4, 4, undefined])
    expect(plan.files.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['sae_weights.safetensors', 'README.md', 'labels.jsonl'])
    )
    // Two matrices of 4 × 4 and two vectors of 4.
    expect(weightsOf(plan).sizeBytes).toBe(4 * (16 + 16 + 4 + 4))
    expect(weightsOf(await planOf(store, wish({ type: 'f16' }))).sizeBytes).toBe(2 * 40)
  })

  it('counts the features that filter, tags and states leave, and their activations', async () => {
    analyze()
    store.labels.edit('run', 1, { label: 'x', tags: ['code'], status: 'labeled' })
    expect((await planOf(store, wish({ scope: scope('density>0.2') }))).features).toBe(3)
    expect((await planOf(store, wish({ scope: scope('tag:code') }))).features).toBe(1)
    expect((await planOf(store, wish({ scope: { ...scope(''), statuses: ['labeled'] } }))).features).toBe(1)
    const activations = await planOf(store, wish({ as: 'activations', scope: scope('tag:code') }))
    expect(activations.files[0]).toMatchObject({ name: 'activations.safetensors', sizeBytes: 4 * 8 + 8 * 8 })
    await expect(planOf(store, wish({ scope: scope('densty>1') }))).rejects.toMatchObject({ code: 'usage' })
  })

  it('counts what one annotator says in place of the labels of the project', async () => {
    analyze()
    store.labels.edit('run', 1, { label: 'x', tags: ['code'], status: 'labeled' }, { author: 'Ada' })
    store.labels.edit('run', 1, { label: 'y' }, { author: 'Bea' })
    store.labels.edit('run', 2, { label: 'z', status: 'labeled' }, { author: 'Bea' })
    const labeled = { ...scope(''), statuses: ['labeled' as const] }
    const plan = await planOf(store, wish({ scope: labeled }), 'Ada')
    expect([plan.features, plan.gaps[0]]).toEqual([1, 'Labels are what Ada says, not those of the project.'])
    expect((await planOf(store, wish({ scope: scope('tag:code status:labeled') }), 'Bea')).features).toBe(0)
    expect((await planOf(store, wish({ scope: labeled }))).features).toBe(2)
  })

  it('says what is in the way', async () => {
    expect((await planOf(store, wish({ as: 'delphi' }))).refused).toBe('first is not analyzed.')
    await expect(planOf(store, wish({ scope: scope('max>1') }))).rejects.toMatchObject({ code: 'usage', place: 'filter' })
    analyze()
    expect((await planOf(store, wish({ format: 'gemma-scope' }))).refused).toContain('Gemma Scope knows only JumpReLU')
    expect((await planOf(store, wish({ as: 'neuronpedia' }))).refused).toContain('names of the model and of the source')
    const named = wish({ as: 'neuronpedia', names: { model: 'a', source: '1-b' } })
    expect((await planOf(store, named)).refused).toBeUndefined()
  })
})

describe('the features of an export', () => {
  it('have the evidence that their target shows, those of the scope only', async () => {
    analyze()
    const request = { ...wish({ as: 'viewer', scope: scope('density>0.4') }), folder: join(store.folder, '../out') }
    const spec = exportSpec(store, request, '1')
    await addEvidence(store, spec, listener())
    expect(spec.features.map(({ matches, evidence }) => [matches, evidence !== undefined])).toEqual([
      [true, true],
      [true, true],
      [false, false],
      [false, false]
    ])
    const { topRows, evidence } = spec.features[1]
    expect([...topRows]).toEqual([0, 1, 2, 3])
    expect(evidence?.neighbors).toEqual([{ feature: 2, cosine: 0.5 }])
    expect(evidence?.intervals[0]).toEqual({ rows: Uint32Array.of(0), count: 4 })
  })

  it('are no longer gathered once the export is cancelled', async () => {
    analyze()
    const spec = exportSpec(store, { ...wish({ as: 'viewer' }), folder: join(store.folder, '../out') }, '1')
    const gathering = addEvidence(store, spec, { ...listener(), signal: AbortSignal.abort() })
    await expect(gathering).rejects.toMatchObject({ code: 'cancelled' })
    expect(spec.features.every(({ evidence }) => evidence === undefined)).toBe(true)
  })

  it('have none for targets that show nothing of it', async () => {
    analyze()
    const spec = exportSpec(store, { ...wish({ as: 'activations' }), folder: join(store.folder, '../out') }, '1')
    await addEvidence(store, spec, listener())
    expect(spec.features.every(({ evidence, topRows }) => evidence === undefined && topRows.length === 0)).toBe(true)
  })
})
