import { describe, expect, test } from 'vitest'
import { analyze, projectWithRun } from '../samples'

describe('labels', () => {
  test('a feature nobody touched is pending and empty', async () => {
    const { store, run } = await projectWithRun()
    expect(store.labels.get(run, 9)).toEqual({
      run,
      feature: 9,
      label: '',
      notes: '',
      tags: [],
      confidence: null,
      status: 'pending'
    })
  })

  test('many come in the order asked for, touched ones by feature', async () => {
    const { store, run } = await projectWithRun()
    store.labels.edit(run, 9, { label: 'nine' })
    store.labels.edit(run, 4, { label: 'four' })
    expect(store.labels.many(run, [9, 1, 4]).map(({ label }) => label)).toEqual(['nine', '', 'four'])
    expect(store.labels.touched(run).map(({ feature }) => feature)).toEqual([4, 9])
  })

  test('what was decided last comes first, each feature once, without drafts, what was put off and what was undone', async () => {
    const { store, run } = await projectWithRun()
    for (const feature of [1, 2, 3]) store.labels.edit(run, feature, { status: 'labeled', label: 'x' })
    store.labels.edit(run, 4, { status: 'later' })
    store.labels.edit(run, 1, { status: 'flagged' })
    store.labels.editMany(
      run,
      Array.from({ length: 40 }, (_, at) => ({ feature: 10 + at, change: { status: 'not-interpretable' as const } }))
    )
    expect(store.labels.decided(run, 2)).toEqual([49, 48])
    store.labels.undo()
    expect(store.labels.decided(run, 10)).toEqual([1, 3, 2])
    expect(store.labels.decided(run, 2)).toEqual([1, 3])
  })

  test('progress counts states over all features of the dictionary, and the mass that labeled ones carry', async () => {
    const { store, run } = await projectWithRun()
    store.labels.edit(run, 10, { status: 'labeled', label: 'x' })
    store.labels.edit(run, 20, { status: 'labeled', label: 'y' })
    store.labels.edit(run, 30, { status: 'not-interpretable' })
    store.labels.edit(run, 31, { status: 'draft' })
    store.labels.edit(run, 32, { status: 'later' })
    const counts = { total: 64, pending: 59, draft: 1, labeled: 2, notInterpretable: 1, flagged: 0, later: 1 }
    expect(store.labels.progress(run)).toEqual({ ...counts, massLabeled: 0 })
    analyze(store, run)
    expect(store.labels.progress(run)).toEqual({ ...counts, massLabeled: expect.closeTo(30 / 2_016, 12) })
  })

  test('tags in use are counted over all runs, most used first, then by name', async () => {
    const { store, run } = await projectWithRun()
    store.labels.edit(run, 1, { tags: ['syntax', 'place', 'place'] })
    store.labels.edit(run, 2, { tags: ['place'] })
    store.labels.edit(run, 3, { tags: ['negation'] })
    store.labels.edit(run, 3, { tags: ['code'] })
    expect(store.labels.tags()).toEqual([
      { tag: 'place', count: 2 },
      { tag: 'code', count: 1 },
      { tag: 'syntax', count: 1 }
    ])
  })

  test('go with their run, and so does their log', async () => {
    const { store, run } = await projectWithRun()
    store.labels.edit(run, 1, { label: 'x', tags: ['t'] })
    store.runs.remove(run)
    expect(store.labels.tags()).toEqual([])
    expect(store.labels.undo()).toBeNull()
  })
})
