import { describe, expect, test } from 'vitest'
import type { ExportRecord } from '../../../../../contract/records/export'
import { codeOf, config, dataset, projectWithRun, sampleProject } from '../samples'

describe('the project itself', () => {
  test('can be renamed', async () => {
    const store = await sampleProject()
    expect(store.meta.rename('Another name')).toEqual({ name: 'Another name', createdAt: 1_000 })
    expect(await codeOf(() => store.meta.rename(''))).toBe('usage')
    expect(store.meta.get().name).toBe('Another name')
  })

  test('several writes together happen all or not at all', async () => {
    const { store, run } = await projectWithRun()
    const failing = () =>
      store.together(() => {
        store.runs.update(run, { step: 5 })
        store.labels.edit(run, 1, { label: 'x' })
        throw new Error('stop')
      })
    expect(failing).toThrow('stop')
    expect(store.runs.get(run).step).toBe(0)
    expect(store.labels.history(run, 1)).toEqual([])
    expect(store.together(() => store.runs.update(run, { step: 6 }).step)).toBe(6)
    expect(store.runs.get(run).step).toBe(6)
  })
})

describe('data sets', () => {
  test('are added, replaced and listed', async () => {
    const store = await sampleProject()
    store.datasets.add({ ...dataset, id: 'data-2', createdAt: 500 })
    expect(store.datasets.list().map(({ id }) => id)).toEqual(['data-2', 'data-1'])
    const moved = { ...dataset, activations: { ...dataset.activations, path: '/elsewhere/resid_post.npy' } }
    expect(store.datasets.update(moved)).toEqual(moved)
    expect(store.datasets.get('data-1').activations.path).toBe('/elsewhere/resid_post.npy')
  })

  test('of an id that is taken, unknown, or that are no data sets are refused', async () => {
    const store = await sampleProject()
    expect(await codeOf(() => store.datasets.add(dataset))).toBe('exists')
    expect(await codeOf(() => store.datasets.update({ ...dataset, id: 'none' }))).toBe('not-found')
    expect(await codeOf(() => store.datasets.get('none'))).toBe('not-found')
    expect(await codeOf(() => store.datasets.add({ ...dataset, id: 'x', rows: -1 }))).toBe('usage')
  })
})

describe('exports', () => {
  const record = (id: string, run: string, createdAt: number): ExportRecord => ({
    id,
    run,
    folder: '/exports/one',
    createdAt,
    receipt: {
      as: 'labeled',
      format: 'saelens',
      type: 'f32',
      names: {},
      loupeVersion: '0.1.0',
      createdAt,
      project: 'Sample',
      run: { id: run, name: 'topk-8-a', step: 600, state: 'done', backend: 'tensorflow' },
      config,
      data: {
        name: 'resid_post',
        fingerprint: 'ab',
        rows: 100,
        trainRows: 88,
        validationRows: 10,
        leftOut: 2,
        outlierRule: 'drop',
        inputScale: 1.5
      },
      validation: { fvu: 0.2 },
      labels: { total: 64, pending: 63, draft: 0, labeled: 1, notInterpretable: 0, written: 1 },
      files: [{ name: 'sae_weights.safetensors', content: 'weights', sizeBytes: 10, sha256: 'cd' }],
      verified: { rows: 10, maxDifferenceActs: 1e-6, maxDifferenceRecon: 1e-6, labelsEqual: true, seconds: 1 },
      gaps: []
    }
  })

  test('are kept whole, the latest first, also after their run is gone', async () => {
    const { store, run } = await projectWithRun()
    store.exports.add(record('first', run, 10))
    store.exports.add(record('second', run, 20))
    store.runs.remove(run)
    expect(store.exports.list()).toEqual([record('second', run, 20), record('first', run, 10)])
    expect(store.exports.get('first').receipt.validation).toEqual({ fvu: 0.2 })
    expect(await codeOf(() => store.exports.get('third'))).toBe('not-found')
    expect(await codeOf(() => store.exports.add(record('first', run, 10)))).toBe('exists')
  })
})
