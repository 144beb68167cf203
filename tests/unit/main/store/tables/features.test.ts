import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { openProject } from '../../../../../main/store/index'
import { analyze, analyzedFeature, codeOf, featureBlock, projectWithRun } from '../samples'

describe('an analysis', () => {
  test('is invisible until it is complete, then replaces the earlier one and its files', async () => {
    const { store, run } = await projectWithRun()
    analyze(store, run, 300)
    const earlier = store.features.analysis(run)!
    const writer = store.features.beginAnalysis(run, { step: 600, features: 64, rows: 20_000 })
    writeFileSync(join(writer.folder, 'by-row.bin'), 'x')
    writer.append(featureBlock(0, 64))
    expect(store.features.analysis(run)).toEqual(earlier)
    expect(store.runs.get(run).analysis?.step).toBe(300)
    const summary = writer.complete()
    expect(summary).toMatchObject({ step: 600, features: 64, rows: 20_000, folder: writer.folder })
    expect(store.features.analysis(run)).toEqual(summary)
    expect(store.runs.get(run).analysis).toEqual({ step: 600, features: 64, rows: 20_000, finishedAt: summary.finishedAt })
    expect(existsSync(earlier.folder)).toBe(false)
    expect(existsSync(join(writer.folder, 'by-row.bin'))).toBe(true)
  })

  test('that lacks features can not be completed, and discarding leaves nothing', async () => {
    const { store, run } = await projectWithRun()
    const writer = store.features.beginAnalysis(run, { step: 1, features: 64, rows: 10 })
    writer.append(featureBlock(0, 63))
    expect(await codeOf(() => writer.complete())).toBe('internal')
    expect(store.features.analysis(run)).toBeUndefined()
    writer.discard()
    expect(existsSync(writer.folder)).toBe(false)
    expect(await codeOf(() => store.features.ids({ run }))).toBe('not-found')
  })

  test('of numbers that are not finite is refused, naming the feature', async () => {
    const { store, run } = await projectWithRun()
    const writer = store.features.beginAnalysis(run, { step: 1, features: 64, rows: 10 })
    const block = featureBlock(0, 3)
    block.features[2].facts.mean = Number.NaN
    expect(() => writer.append(block)).toThrow(/Feature 2 has no usable mean/)
    expect(await codeOf(() => writer.append(block))).toBe('not-finite')
  })

  test('that a crash cut short is swept with its folder when the project is opened again', async () => {
    const { store, run } = await projectWithRun()
    analyze(store, run)
    const writer = store.features.beginAnalysis(run, { step: 2, features: 64, rows: 10 })
    writer.append(featureBlock(0, 10))
    store.close()
    const again = await openProject(store.folder)
    onTestFinished(() => again.close())
    expect(readdirSync(dirname(writer.folder))).toEqual(['1'])
    expect(again.features.ids({ run })).toHaveLength(64)
    const raw = new Database(store.layout.database, { readonly: true })
    expect(raw.prepare('SELECT count(*) AS facts FROM facts').get()).toEqual({ facts: 64 })
    raw.close()
  })

  test('that is large is taken away in slices, which closing does not wait for and opening goes on with', async () => {
    const { store, run } = await projectWithRun({ dSae: 5_000 })
    const large = store.features.beginAnalysis(run, { step: 1, features: 5_000, rows: 10 })
    large.append(featureBlock(0, 5_000))
    large.complete()
    const small = store.features.beginAnalysis(run, { step: 2, features: 64, rows: 10 })
    small.append(featureBlock(0, 64))
    small.complete()
    expect(existsSync(large.folder)).toBe(false)
    expect(store.features.ids({ run })).toHaveLength(64)
    store.close()
    const raw = new Database(store.layout.database, { readonly: true })
    onTestFinished(() => void raw.close())
    const facts = raw.prepare<[], number>('SELECT count(*) FROM facts').pluck()
    expect(facts.get()).toBe(3_000 + 64)
    const again = await openProject(store.folder)
    onTestFinished(() => again.close())
    await vi.waitFor(() => expect(facts.get()).toBe(64), 20_000)
    expect(again.features.ids({ run })).toHaveLength(64)
    expect(raw.prepare('SELECT count(*) FROM analyses').pluck().get()).toBe(1)
  })

  test('of an unknown run is refused', async () => {
    const { store } = await projectWithRun()
    expect(await codeOf(() => store.features.beginAnalysis('nobody', { step: 1, features: 1, rows: 1 }))).toBe('not-found')
    expect(await codeOf(() => store.features.ids({ run: 'nobody' }))).toBe('not-found')
  })
})

describe('rows and evidence', () => {
  test('a row has facts, label, spark and peak', async () => {
    const { store, run } = await projectWithRun()
    analyze(store, run)
    store.labels.edit(run, 12, { label: 'cities', tags: ['place'], confidence: 2, status: 'labeled', notes: 'see 13' })
    const [row, other] = store.features.rows(run, [12, 3])
    expect(row).toEqual({
      ...analyzedFeature(12).facts,
      label: 'cities',
      status: 'labeled',
      tags: ['place'],
      confidence: 2,
      spark: Array.from({ length: 10 }, (_, i) => 16 * i + 6 + 48),
      peak: { before: 'the capital of ', token: ' France12' }
    })
    expect(other).toMatchObject({ feature: 3, label: '', status: 'pending', tags: [] })
    expect(await codeOf(() => store.features.rows(run, [64]))).toBe('not-found')
  })

  test('evidence has all that was stored, ranks and shares, and the labels of neighbors', async () => {
    const { store, run } = await projectWithRun()
    analyze(store, run)
    store.labels.edit(run, 13, { label: 'countries' })
    const { histogram, top, random, intervals } = analyzedFeature(12)
    const slots = store.features.columns(run).activeRows.reduce((sum, count) => sum + count, 0)
    expect(store.features.evidence(run, 12)).toEqual({
      row: store.features.rows(run, [12])[0],
      notes: '',
      rows: 10_000,
      massRank: 52,
      l0Share: 120 / slots,
      histogram,
      top,
      random,
      intervals,
      neighbors: [
        { feature: 13, cosine: 0.5, label: 'countries' },
        { feature: 14, cosine: -0.25, label: '' }
      ]
    })
  })

  test('numbers and the log-spaced histogram are there where the analysis has them, and only there', async () => {
    const { store, run } = await projectWithRun({ dSae: 2 })
    const writer = store.features.beginAnalysis(run, { step: 1, features: 2, rows: 10 })
    const block = featureBlock(0, 2)
    const more = { variance: 2, skew: -0.5, documents: 3, documentShare: 0.25, explainedShare: -1e-3, firstRow: 0, lastRow: 9 }
    const logHistogram = Uint32Array.from({ length: 40 }, (_, i) => 2 * i)
    block.features[1] = { ...block.features[1], facts: { ...block.features[1].facts, ...more }, logHistogram }
    writer.append(block)
    writer.complete()
    const [without, withAll] = store.features.rows(run, [0, 1])
    expect(withAll).toMatchObject(more)
    for (const name of Object.keys(more)) expect(without).not.toHaveProperty(name)
    expect(store.features.evidence(run, 1).logHistogram).toEqual(logHistogram)
    expect(store.features.evidence(run, 0)).not.toHaveProperty('logHistogram')
  })

  test('a log-spaced histogram of another number of bins is refused', async () => {
    const { store, run } = await projectWithRun()
    const writer = store.features.beginAnalysis(run, { step: 1, features: 64, rows: 10 })
    const block = featureBlock(0, 1)
    block.features[0].logHistogram = new Uint32Array(39)
    expect(await codeOf(() => writer.append(block))).toBe('internal')
  })

  test('a feature without a peak has none', async () => {
    const { store, run } = await projectWithRun({ dSae: 1 })
    const writer = store.features.beginAnalysis(run, { step: 1, features: 1, rows: 10 })
    const block = featureBlock(0, 1)
    block.features[0].peak = undefined
    writer.append(block)
    writer.complete()
    expect(store.features.rows(run, [0])[0]).not.toHaveProperty('peak')
  })

  test('an analysis that claims more features than it has is damaged', async () => {
    const { store, run } = await projectWithRun()
    analyze(store, run)
    const raw = new Database(store.layout.database)
    raw.prepare('UPDATE analyses SET features = 1000000000000').run()
    raw.close()
    expect(await codeOf(() => store.features.ids({ run }))).toBe('damaged')
  })
})

describe('ids', () => {
  const labeledProject = async () => {
    const { store, run } = await projectWithRun()
    analyze(store, run)
    store.labels.edit(run, 3, { label: 'Capital cities', status: 'labeled', tags: ['Place'], notes: 'über 100 % sure, x_y' })
    store.labels.edit(run, 5, { label: 'capitals (letters)', status: 'draft', tags: ['form', 'place'] })
    store.labels.edit(run, 9, { label: '否定', status: 'not-interpretable', notes: 'the word "not"' })
    store.labels.edit(run, 2, { notes: 'only a note', status: 'pending' })
    const ids = (filter: string, more: object = {}) =>
      Array.from(store.features.ids({ run, filter, sort: 'feature', descending: false, ...more }))
    return { store, run, ids }
  }

  test('come by activation mass, the most first, when nothing else is asked', async () => {
    const { store, run } = await labeledProject()
    expect(Array.from(store.features.ids({ run }))).toEqual(Array.from({ length: 64 }, (_, i) => 63 - i))
  })

  test('are narrowed by numbers, ids and being dead', async () => {
    const { ids } = await labeledProject()
    expect(ids('id:10-14 mean>3.5')).toEqual([11, 12, 13, 14])
    expect(ids('id:10-14 max<=24 max>=22')).toEqual([11, 12])
    expect(ids('id:1,2,9999')).toEqual([1, 2])
    expect(ids('dead:yes')).toEqual([0, 7, 14, 21, 28, 35, 42, 49, 56, 63])
    expect(ids('dead:no id:0-8')).toEqual([1, 2, 3, 4, 5, 6, 8])
    expect(ids('density>6% dead:no')).toEqual([61, 62])
    expect(ids('mass=0')).toEqual([0])
    expect(ids('nearest<0.5')).toEqual([])
  })

  test('are narrowed by status, of the filter and of the chips, and untouched features are pending', async () => {
    const { ids } = await labeledProject()
    expect(ids('status:labeled')).toEqual([3])
    expect(ids('id:1-5 status:pending')).toEqual([1, 2, 4])
    expect(ids('', { statuses: ['draft', 'not-interpretable'] })).toEqual([5, 9])
    expect(ids('status:draft', { statuses: ['labeled'] })).toEqual([])
    expect(ids('id:1-5', { statuses: ['pending', 'draft'] })).toEqual([1, 2, 4, 5])
    expect(ids('', { statuses: [] })).toEqual([])
  })

  test('are narrowed by tags whatever the case, all of them', async () => {
    const { ids } = await labeledProject()
    expect(ids('tag:place')).toEqual([3, 5])
    expect(ids('tag:PLACE tag:form')).toEqual([5])
    expect(ids('tag:pla')).toEqual([])
  })

  test('are found by parts of words in label, notes and tags, however short', async () => {
    const { ids } = await labeledProject()
    expect(ids('capital')).toEqual([3, 5])
    expect(ids('CAPIT note')).toEqual([])
    expect(ids('"only a note"')).toEqual([2])
    expect(ids('capital place')).toEqual([3, 5])
    expect(ids('否')).toEqual([9])
    expect(ids('否定')).toEqual([9])
    expect(ids('%')).toEqual([3])
    expect(ids('x_')).toEqual([3])
    expect(ids('_z')).toEqual([])
    expect(ids('über')).toEqual([3])
    expect(ids('c')).toEqual([3, 5])
  })

  test('search texts never act as a query of the search engine or the database', async () => {
    const { ids } = await labeledProject()
    for (const text of [
      '"label:capital"',
      'NOT',
      'capital*',
      '"a\\" OR b"',
      '"capital) OR (x"',
      "'); --",
      '^cap',
      '"NEAR(a b)"',
      '"abc\0def"'
    ])
      expect(ids(text)).toEqual(text === 'NOT' ? [2, 9] : [])
  })

  test('what was relabeled is found by its new text only', async () => {
    const { store, run, ids } = await labeledProject()
    store.labels.edit(run, 3, { label: 'mountains' })
    expect(ids('mountains')).toEqual([3])
    expect(ids('cities')).toEqual([])
    store.labels.undo()
    expect(ids('cities')).toEqual([3])
  })

  test('are sorted by label with empty ones last in either direction, and by status', async () => {
    const { ids } = await labeledProject()
    expect(ids('id:1-9', { sort: 'label' })).toEqual([3, 5, 9, 1, 2, 4, 6, 7, 8])
    expect(ids('id:1-9', { sort: 'label', descending: true })).toEqual([9, 5, 3, 1, 2, 4, 6, 7, 8])
    expect(ids('id:1-9', { sort: 'status', descending: true })).toEqual([9, 3, 5, 1, 2, 4, 6, 7, 8])
    expect(ids('id:1-9', { sort: 'nearestCosine', descending: true })).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(ids('id:6-9', { sort: 'density' })).toEqual([7, 6, 8, 9])
    expect(ids('id:6-9', { descending: true })).toEqual([9, 8, 7, 6])
  })

  test('are sorted and narrowed by numbers that some features do not have: those come last, and match nothing', async () => {
    const { store, run } = await projectWithRun({ dSae: 5 })
    const writer = store.features.beginAnalysis(run, { step: 1, features: 5, rows: 10 })
    const block = featureBlock(0, 5)
    for (const [feature, firstRow] of [
      [1, 7],
      [2, 0],
      [4, 3]
    ])
      block.features[feature].facts.firstRow = firstRow
    writer.append(block)
    writer.complete()
    const ids = (query: object) => Array.from(store.features.ids({ run, ...query }))
    expect(ids({ sort: 'firstRow' })).toEqual([1, 4, 2, 0, 3])
    expect(ids({ sort: 'firstRow', descending: false })).toEqual([2, 4, 1, 0, 3])
    expect(ids({ sort: 'skew', descending: false })).toEqual([0, 1, 2, 3, 4])
    expect(ids({ sort: 'firstRow', filter: 'first<5' })).toEqual([4, 2])
    expect(ids({ filter: 'skew>=0' })).toEqual([])
  })

  test('a new analysis is seen at once', async () => {
    const { store, run, ids } = await labeledProject()
    expect(ids('mean>1000')).toEqual([])
    const writer = store.features.beginAnalysis(run, { step: 700, features: 64, rows: 10 })
    const block = featureBlock(0, 64)
    block.features[8].facts.mean = 2_000
    writer.append(block)
    writer.complete()
    expect(ids('mean>1000')).toEqual([8])
  })
})
