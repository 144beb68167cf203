/** Making data sets and their row index: counts, uses, what each row says, and nothing left behind on failure. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { Dataset } from '../../../../contract/records/dataset'
import { tensorsToSafetensors } from '../../../../main/codecs/safetensors-writing'
import { buildDataset, type DatasetDraft, openRowIndex, type RowIndex } from '../../../../main/datasets/index'
import { errorOf, fixtures, samples, tellingRows, temporaryFolder, writeNpy, writeText } from './support'

const project = temporaryFolder()
let built = 0

async function build(
  draft: Partial<DatasetDraft> & Pick<DatasetDraft, 'activations'>
): Promise<{ dataset: Dataset; index: RowIndex }> {
  built += 1
  const folder = join(project, 'data', `d${built}`)
  const dataset = await buildDataset({ id: 'd', name: 'Data', outliers: 'drop', ...draft }, project, folder)
  return { dataset: Dataset.parse(dataset), index: await openRowIndex(folder) }
}

const jsonl = (name: string, rows: number, row: (index: number) => object): { path: string } => ({
  path: writeText(project, name, Array.from({ length: rows }, (_, index) => JSON.stringify(row(index))).join('\n'))
})

describe('the sample that ships with Loupe', () => {
  let found: { dataset: Dataset; index: RowIndex }
  beforeAll(async () => {
    const sample = join(samples, 'smollm2')
    found = await build({
      activations: { path: join(sample, 'resid_post.npy') },
      rowTable: { path: join(sample, 'tokens.parquet') }
    })
    return () => found.index.close()
  })

  it('has its record', () => {
    const { dataset } = found
    expect(dataset).toMatchObject({
      rows: 5969,
      dIn: 576,
      activations: { dtype: 'f16', shape: [5969, 576], sizeBytes: 6876416 },
      outliers: { rule: 'drop', factor: 10 },
      split: { by: 'document', every: 10 },
      leftOut: { count: 2, notFinite: 0, outliers: 2, rows: [1651, 4191] },
      trainRows: 5969 - 2 - 4 * 127,
      validationRows: 4 * 127,
      documents: 47
    })
    expect(dataset.norms.median).toBeCloseTo(170.838, 2)
    expect(dataset.norms.mean).toBeLessThan(180)
    expect(dataset.rowTable).toMatchObject({ rows: 5969, columns: [{ role: 'token' }, {}, {}, {}, { kind: 'category' }] })
  })

  it('tells token, document, position and labels of any row', async () => {
    const { index } = found
    expect(await index.tokens(1651, 1656)).toEqual([' logger', '.', ' The', ' arguments', ' are'])
    expect([...(await index.positions(1649, 1653))]).toEqual([126, 127, 1, 2])
    const [before, first] = await index.documents(1650, 1652)
    expect([index.documentName(before), index.documentName(first)]).toEqual(['142', '143'])
    expect(await index.labels(1651)).toEqual({ domain: 'python docs' })
    expect([...(await index.uses(1650, 1653))]).toEqual([0, 2, 0])
    expect([index.hasTokens, index.hasDocuments, index.documentCount, index.labelColumns]).toEqual([true, true, 47, ['domain']])
  })

  it('clips windows to the rows there are', async () => {
    const { index } = found
    expect([
      (await index.tokens(-5, 3)).length,
      (await index.tokens(5966, 7000)).length,
      (await index.uses(9000, 9001)).length
    ]).toEqual([3, 3, 0])
  })

  it('counts the uses it has written', async () => {
    const uses = await found.index.uses(0, 5969)
    const documents = await found.index.documents(0, 5969)
    const { dataset } = found
    const counts = [0, 1, 2].map((use) => uses.filter((value) => value === use).length)
    expect(counts).toEqual([dataset.trainRows, dataset.validationRows, dataset.leftOut.count])
    for (const [row, use] of uses.entries()) if (use !== 2) expect(use).toBe(documents[row] % 10 === 9 ? 1 : 0)
  })
})

it('takes labels of the toy from the file of its activations', async () => {
  const { dataset, index } = await build({ activations: { path: join(samples, 'toy', 'toy-lm.csv') } })
  expect(dataset).toMatchObject({ rows: 8, dIn: 4, trainRows: 8, validationRows: 0, split: { by: 'none' }, documents: 0 })
  expect(dataset.rowTable).toMatchObject({ rows: 8, path: dataset.activations.path })
  expect(await index.tokens(4, 8)).toEqual(['not cat', 'not dog', 'robot', 'AI assistant'])
  expect([...(await index.documents(0, 2)), ...(await index.positions(0, 2))]).toEqual([-1, -1, -1, -1])
  await index.close()
})

describe('row tables', () => {
  it('keep texts, numbers, categories and gaps', async () => {
    const rowTable = jsonl('labels.jsonl', 40, (i) => ({
      token: i === 3 ? null : `ä${i}\n`,
      document: `chapter ${Math.floor(i / 4)}`,
      part: i % 3 === 0 ? 'a' : i % 3 === 1 ? 'b' : null,
      weight: i === 5 ? null : i / 8,
      note: `n${i}`
    }))
    const { dataset, index } = await build({
      activations: { path: writeNpy(project, 'forty.npy', tellingRows(40, 3), [40, 3]) },
      rowTable
    })
    expect(dataset.rowTable?.columns.map(({ role, kind }) => [role, kind])).toEqual([
      ['token', 'text'],
      ['document', 'text'],
      ['label', 'category'],
      ['label', 'number'],
      ['label', 'text']
    ])
    expect(await index.tokens(2, 5)).toEqual(['ä2\n', '', 'ä4\n'])
    expect(await Promise.all([0, 1, 2, 5].map((row) => index.labels(row)))).toEqual([
      { part: 'a', weight: '0', note: 'n0' },
      { part: 'b', weight: '0.125', note: 'n1' },
      { weight: '0.25', note: 'n2' },
      { note: 'n5' }
    ])
    expect([...(await index.documents(2, 6))]).toEqual([0, 0, 1, 1])
    expect([...(await index.positions(2, 6))]).toEqual([2, 3, 0, 1])
    expect(index.documentName(9)).toBe('chapter 9')
    expect([...(await index.uses(34, 40))]).toEqual([0, 0, 1, 1, 1, 1])
    await index.close()
  })

  it('of several row groups keep the order', async () => {
    const { dataset, index } = await build({
      activations: { path: writeNpy(project, 'fifty.npy', tellingRows(50, 3), [50, 3]) },
      rowTable: { path: join(fixtures, 'datasets', 'groups-zstd.parquet') }
    })
    expect(dataset).toMatchObject({ documents: 3, split: { by: 'row', every: 10 }, validationRows: 5 })
    expect(await index.tokens(14, 18)).toEqual(['t14 ä', 't15 ä', 't16 ä', 't17 ä'])
    expect(await index.labels(49)).toEqual({ weight: '12.25', big: String(2n ** 60n + 49n), flag: 'false' })
    await index.close()
  })

  it('show ids where there is no text', async () => {
    const { index } = await build({
      activations: { path: join(project, 'forty.npy') },
      rowTable: jsonl('ids.jsonl', 40, (i) => ({ token_id: i + 900 }))
    })
    expect([index.hasTokens, await index.tokens(0, 2)]).toEqual([true, ['#900', '#901']])
    await index.close()
  })
})

it('takes documents and positions from [sequences, positions, d] when no table tells them', async () => {
  const { dataset, index } = await build({
    activations: { path: writeNpy(project, 'grid.npy', tellingRows(60, 3), [12, 5, 3]) }
  })
  expect(dataset).toMatchObject({ rows: 60, documents: 12, split: { by: 'document' }, validationRows: 5 })
  expect([...(await index.documents(4, 11))]).toEqual([0, 1, 1, 1, 1, 1, 2])
  expect([...(await index.positions(4, 11))]).toEqual([4, 0, 1, 2, 3, 4, 0])
  expect(index.hasTokens).toBe(false)
  await index.close()
})

describe('outliers and rows that are not finite', () => {
  const values = Float32Array.from({ length: 100 * 4 }, () => 1)
  values.fill(1000, 50 * 4, 51 * 4)
  values[20 * 4] = Number.NaN
  const activations = { path: writeNpy(project, 'spiky.npy', values, [100, 4]) }

  it.each([
    ['drop', { count: 2, notFinite: 1, outliers: 1, rows: [20, 50] }, 88],
    ['clip', { count: 1, notFinite: 1, outliers: 0, rows: [20] }, 89],
    ['keep', { count: 1, notFinite: 1, outliers: 0, rows: [20] }, 89]
  ] as const)('under the rule %s', async (outliers, leftOut, trainRows) => {
    const { dataset, index } = await build({ activations, outliers })
    expect(dataset).toMatchObject({ leftOut, trainRows, validationRows: 10, norms: { mean: 2, median: 2 } })
    expect((await index.uses(50, 51))[0]).toBe(outliers === 'drop' ? 2 : 0)
    await index.close()
  })
})

describe('splits', () => {
  const activations = { path: join(project, 'forty.npy') }

  it('by row, by document, or none, as asked', async () => {
    const documents = jsonl('docs.jsonl', 40, (i) => ({ doc: i % 4 }))
    const validation: number[] = []
    for (const split of [
      { by: 'row', every: 4 },
      { by: 'document', every: 2 },
      { by: 'none', every: 10 }
    ] as const) {
      const { dataset, index } = await build({ activations, rowTable: documents, split })
      validation.push(dataset.validationRows)
      await index.close()
    }
    expect(validation).toEqual([10, 20, 0])
  })

  it('that validate nothing are refused', async () => {
    const error = await errorOf(build({ activations, split: { by: 'document', every: 10 } }))
    expect([error.code, error.hint]).toEqual(['config', 'Split by row, or validate more often.'])
  })

  it('that leave nothing to train on are refused', async () => {
    const values = new Float32Array(4 * 2).fill(Number.NaN)
    values.fill(1, 2, 4)
    const path = writeNpy(project, 'one-left.npy', values, [4, 2])
    expect((await errorOf(build({ activations: { path }, split: { by: 'row', every: 2 } }))).code).toBe('config')
  })
})

describe('failures', () => {
  const activations = { path: join(project, 'forty.npy') }
  const folder = join(project, 'failing', 'index')
  const draft = { id: 'd', name: 'Data', outliers: 'drop', activations } as const

  it('name a row table of another length', async () => {
    const rowTable = jsonl('short.jsonl', 39, (i) => ({ token: i }))
    const error = await errorOf(buildDataset({ ...draft, rowTable }, project, folder))
    expect([error.code, error.place]).toEqual(['row-mismatch', rowTable.path])
    expect(error.message).toBe('“short.jsonl” has 39 rows, the activations have 40.')
  })

  it('of all kinds leave nothing behind', async () => {
    const bad = jsonl('bad.jsonl', 40, (i) => ({ token: i }))
    writeFileSync(bad.path, readFileSync(bad.path, 'utf8').slice(0, -3))
    const nan = { path: writeNpy(project, 'nan.npy', new Float32Array(20).fill(Number.NaN), [10, 2]) }
    const control = new AbortController()
    control.abort()
    const codes = [
      (await errorOf(buildDataset({ ...draft, rowTable: bad }, project, folder))).code,
      (await errorOf(buildDataset({ ...draft, activations: nan }, project, folder))).code,
      (await errorOf(buildDataset(draft, project, folder, { signal: control.signal }))).code
    ]
    expect(codes).toEqual(['truncated', 'not-finite', 'cancelled'])
    expect(existsSync(join(project, 'failing')) ? readdirSync(join(project, 'failing')) : []).toEqual([])
  })

  it('do not touch a folder with something in it', async () => {
    const taken = join(project, 'taken')
    mkdirSync(taken)
    writeText(taken, 'mine.txt', 'kept')
    expect((await errorOf(buildDataset(draft, project, taken))).code).toBe('exists')
    expect([readFileSync(join(taken, 'mine.txt'), 'utf8'), existsSync(`${taken}.partial`)]).toEqual(['kept', false])
  })

  it('take an empty folder', async () => {
    const empty = join(project, 'empty')
    mkdirSync(empty)
    expect((await buildDataset(draft, project, empty)).rows).toBe(40)
  })
})

describe('a damaged row index', () => {
  async function damagedBy(change: (folder: string) => void): Promise<string> {
    const rowTable = jsonl('small.jsonl', 40, (i) => ({ token: `t${i}`, doc: `d${i % 20}` }))
    const folder = join(project, `damaged${Math.random()}`)
    await buildDataset(
      { id: 'd', name: 'Data', outliers: 'drop', activations: { path: join(project, 'forty.npy') }, rowTable },
      project,
      folder
    )
    change(folder)
    return (await errorOf(openRowIndex(folder))).code
  }

  it.each(['rows.json', 'uses.u8', 'tokens.f64', 'tokens.txt', 'documents.i32', 'documents.json'])(
    'without %s is told so',
    async (name) => {
      expect(await damagedBy((folder) => rmSync(join(folder, name)))).toBe('damaged')
    }
  )

  it.each(['uses.u8', 'tokens.txt', 'positions.i32'])('with %s cut short is told so', async (name) => {
    expect(await damagedBy((folder) => truncateSync(join(folder, name), 3))).toBe('damaged')
  })
})

it('refers to the very array that was chosen, relative to the project', async () => {
  const tensors = { a: { shape: [30, 2], data: tellingRows(30, 2) }, b: { shape: [40, 2], data: tellingRows(40, 2) } }
  const path = writeText(project, 'two.safetensors', tensorsToSafetensors(tensors))
  const { dataset, index } = await build({ activations: { path } })
  expect(dataset.activations).toMatchObject({ array: 'b', relativePath: 'two.safetensors', shape: [40, 2] })
  await index.close()
})
