/** What an inspection says of real samples and of files with every kind of trouble. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Inspection } from '../../../../contract/records/inspection'
import { inspectFiles, previewRows } from '../../../../main/datasets/index'
import { errorOf, npyBytes, samples, tellingRows, temporaryFolder, writeNpy, writeText } from './support'

const folder = temporaryFolder()

async function inspect(...paths: string[]): Promise<Inspection> {
  return Inspection.parse(await inspectFiles(paths.map((path) => ({ path }))))
}

const findingIds = ({ findings }: Inspection): string[] => findings.map(({ id }) => (id.startsWith('file:') ? 'file' : id))

/** Rows of norm about 1 (all values positive), dIn 8. */
function calmRows(rows: number): Float32Array {
  return Float32Array.from({ length: rows * 8 }, (_, i) => 0.3 + ((i * 37) % 101) / 1000)
}

describe('the sample that ships with Loupe', () => {
  it('is understood as in the picture of the new-project screen', async () => {
    const found = await inspect(join(samples, 'smollm2'))
    const { activations, rowTable } = found
    expect(found.files.map(({ name, role, remark }) => [name, role, remark])).toEqual([
      ['README.md', 'unused', 'not a data file: left out'],
      ['resid_post.npy', 'activations', 'activations'],
      ['tokens.parquet', 'rows', 'tokens, matched by row count']
    ])
    expect(activations).toMatchObject({ rows: 5969, dIn: 576, dtype: 'f16', shape: [5969, 576] })
    expect(activations?.outliers.rows.map(({ row, norm }) => [row, Math.round(norm)])).toEqual([
      [1651, 9097],
      [4191, 13715]
    ])
    expect(activations?.norms.median).toBeCloseTo(170.838, 2)
    expect(activations?.norms.beyond).toBe(2)
    expect(activations?.norms.histogram.counts.reduce((sum, count) => sum + count, 2)).toBe(5969)
    expect(rowTable).toMatchObject({ rows: 5969, matches: true, documents: 47, longestDocument: 127, missingTokens: 0 })
    expect(rowTable?.columns.find(({ name }) => name === 'domain')).toMatchObject({
      role: 'label',
      kind: 'category',
      categories: ['python docs', 'python code', 'scripture', 'csv numbers']
    })
    expect(findingIds(found)).toEqual(['outliers', 'duplicates', 'outlier-dimensions', 'large-mean', 'first-position'])
    expect(found.findings[0].detail).toBe(
      'Rows 1,651 and 4,191, both the first kept token of a document (attention sinks). Everything still works, but they carry 60 % of the squared norm.'
    )
    expect(found.findings[0].remedies.map(({ label }) => label)).toEqual(['Drop both', 'Clip', 'Keep'])
    expect(found.valid).toBe(true)
  })

  it('has a preview of all domains with an outlier', async () => {
    const { preview } = await inspect(join(samples, 'smollm2'))
    expect(preview.length).toBe(12)
    expect(new Set(preview.map(({ cells }) => cells.domain)).size).toBe(4)
    expect(preview.find(({ row }) => row === 1651)).toMatchObject({ cells: { token: ' logger', doc: '143', pos: '1' } })
    expect(preview.every(({ values }) => values.length === 6)).toBe(true)
  })
})

it('takes the toy as activations and row labels at once', async () => {
  const found = await inspect(join(samples, 'toy', 'toy-lm.csv'))
  expect(found.files[0]).toMatchObject({ role: 'activations', remark: 'activations and row labels', rows: 8 })
  expect(found.activations).toMatchObject({ rows: 8, dIn: 4 })
  expect(found.rowTable).toMatchObject({ columns: [{ name: 'phrase', role: 'token', kind: 'text' }], documents: 0 })
  expect(findingIds(found)).toEqual(['few-rows'])
  expect(found.preview.map(({ cells }) => cells.phrase)).toContain('AI assistant')
  expect(found.valid).toBe(true)
})

describe('rows', () => {
  it('that are not finite, zero or far out are counted and named', async () => {
    const values = calmRows(2000)
    values.fill(0, 3 * 8, 4 * 8)
    values[10 * 8 + 2] = Number.NaN
    values[1500 * 8] = Number.POSITIVE_INFINITY
    for (let j = 0; j < 8; j += 1) values[1999 * 8 + j] *= 100
    const found = await inspect(writeNpy(folder, 'mixed.npy', values, [2000, 8]))
    expect(found.activations).toMatchObject({
      notFinite: { count: 2, rows: [10, 1500] },
      zero: { count: 1, rows: [3] },
      outliers: { count: 1, rows: [{ row: 1999 }] }
    })
    expect(findingIds(found)).toEqual(['not-finite', 'outliers', 'duplicates', 'zero-rows', 'large-mean', 'no-row-table'])
    expect(found.findings[1].remedies[0].label).toBe('Drop it')
    expect(found.valid).toBe(true)
  })

  it('list at most a hundred outliers and count all', async () => {
    const values = calmRows(4000)
    for (let row = 0; row < 4000; row += 25) for (let j = 0; j < 8; j += 1) values[row * 8 + j] *= 50
    const { activations, findings } = await inspect(writeNpy(folder, 'many.npy', values, [4000, 8]))
    expect([activations?.outliers.count, activations?.outliers.rows.length]).toEqual([160, 100])
    expect(activations?.outliers.rows[99].row).toBe(99 * 25)
    expect(findings[0].remedies[0].label).toBe('Drop all')
    expect(findings[0].detail).toContain('and 155 more')
  })

  it('all bad make the data unusable', async () => {
    const found = await inspect(writeNpy(folder, 'all-nan.npy', new Float32Array(80).fill(Number.NaN), [10, 8]))
    expect([found.valid, found.findings[0].level, found.findings[0].id]).toEqual([false, 'error', 'not-finite'])
  })

  it('too large for f32 count as not finite', async () => {
    const values = calmRows(20)
    values[5 * 8] = 3.4e38
    values[5 * 8 + 1] = 3.4e38
    const { activations } = await inspect(writeNpy(folder, 'huge.npy', values, [20, 8]))
    expect([activations?.notFinite.rows, activations?.norms.max]).toEqual([[5], expect.closeTo(1, 0)])
  })

  it('all zero have no outliers and a norm of zero', async () => {
    const { activations, valid } = await inspect(writeNpy(folder, 'zeros.npy', new Float32Array(80), [10, 8]))
    expect(activations).toMatchObject({ zero: { count: 10 }, outliers: { count: 0 }, norms: { median: 0, max: 0 } })
    expect(valid).toBe(true)
  })
})

it('finds constant dimensions, rows that are not finite aside', async () => {
  const values = calmRows(300)
  for (let row = 0; row < 300; row += 1) values[row * 8 + 5] = 0.25
  values[7 * 8 + 5] = Number.NaN
  for (let row = 0; row < 299; row += 1) values[row * 8 + 6] = 1
  const found = await inspect(writeNpy(folder, 'constant.npy', values, [300, 8]))
  expect(found.activations?.constantDimensions).toEqual([5])
  expect(found.findings.find(({ id }) => id === 'constant-dimensions')?.title).toBe('1 of 8 dimensions never changes')
})

describe('several files', () => {
  const place = join(folder, 'several')
  mkdirSync(place)
  writeNpy(place, 'large.npy', tellingRows(30, 4), [30, 4])
  writeNpy(place, 'same-rows.npy', tellingRows(30, 3), [30, 3])
  writeNpy(place, 'other-rows.npy', tellingRows(20, 4), [20, 4])
  writeNpy(place, 'broken.npy', tellingRows(2, 2), [2, 2])
  writeFileSync(join(place, 'broken.npy'), npyBytes(tellingRows(2, 2), [2, 2]).subarray(0, -3))
  const lines = (count: number, key: string): string => Array.from({ length: count }, (_, i) => `{"${key}":"v${i}"}`).join('\n')
  writeText(place, 'labels.jsonl', lines(30, 'kind'))
  writeText(place, 'tokens.jsonl', lines(30, 'token'))
  writeText(place, 'tokens-2.jsonl', lines(29, 'token'))
  writeText(place, 'notes.md', '# Notes')

  it('get their roles and a remark each, in natural order', async () => {
    const found = await inspect(place)
    expect(found.files.map(({ name, role, remark }) => [name, role, remark])).toEqual([
      ['broken.npy', 'unused', 'can not be used'],
      ['labels.jsonl', 'unused', 'another row table is used: left out'],
      ['large.npy', 'activations', 'activations'],
      ['notes.md', 'unused', 'not a data file: left out'],
      ['other-rows.npy', 'unused', 'another row count: left out'],
      ['same-rows.npy', 'unused', 'the same row count, not chosen: left out'],
      ['tokens-2.jsonl', 'unused', 'another row count: left out'],
      ['tokens.jsonl', 'rows', 'tokens, matched by row count']
    ])
    expect(findingIds(found)).toEqual(['file', 'few-rows'])
    expect(found.files[0].problem).toMatchObject({ code: 'truncated', place: join(place, 'broken.npy') })
    expect(found.valid).toBe(true)
  })

  it('warn of a row table of another length and go on without it', async () => {
    const found = await inspect(join(place, 'large.npy'), join(place, 'tokens-2.jsonl'))
    expect(found.rowTable).toBeUndefined()
    expect(found.findings[0]).toMatchObject({
      id: 'row-mismatch',
      level: 'warning',
      title: 'tokens-2.jsonl has 29 rows, the activations have 30'
    })
    expect(found.valid).toBe(true)
  })

  it('are nothing to start from when none holds activations', async () => {
    const found = await inspect(join(place, 'tokens.jsonl'))
    expect([found.valid, found.activations, findingIds(found)]).toEqual([false, undefined, ['no-activations']])
    expect(found.files[0].remark).toBe('a row table without activations')
  })

  it('that are missing or bad are described, not thrown', async () => {
    const found = await inspect(join(place, 'gone.npy'), join(place, 'notes.md'))
    expect(found.files.map(({ problem }) => problem?.code)).toEqual(['not-found', 'unsupported'])
    expect(found.findings.map(({ level }) => level)).toEqual(['error', 'error'])
    expect(found.valid).toBe(false)
  })

  it('in an empty folder are none', async () => {
    mkdirSync(join(folder, 'nothing'))
    expect(findingIds(await inspect(join(folder, 'nothing')))).toEqual(['no-activations'])
  })
})

it('describes a row table that turns out bad half way, and goes on without it', async () => {
  const rows = Array.from({ length: 3000 }, (_, i) => (i === 2500 ? '{"token":' : `{"token":"t${i}"}`)).join('\n')
  const found = await inspect(
    writeNpy(folder, 'three-thousand.npy', calmRows(3000), [3000, 8]),
    writeText(folder, 'half-bad.jsonl', rows)
  )
  expect(found.files[1]).toMatchObject({ role: 'unused', problem: { code: 'malformed' } })
  expect([found.valid, found.rowTable]).toEqual([true, undefined])
  expect(found.preview[0].cells).toEqual({})
})

it('describes activations that turn out bad half way', async () => {
  const rows = Array.from({ length: 600 }, (_, i) => (i === 500 ? 'x,1' : `${i},1`)).join('\n')
  const found = await inspect(writeText(folder, 'half-bad.csv', `a,b\n${rows}\n`))
  expect([found.valid, found.activations]).toEqual([false, undefined])
  expect(found.findings[0]).toMatchObject({ level: 'error', title: 'half-bad.csv can not be used' })
})

it('tells progress in rows and stops when cancelled', async () => {
  const path = writeNpy(folder, 'long.npy', new Float32Array(300_000 * 8).fill(1), [300_000, 8])
  const seen: number[] = []
  const control = new AbortController()
  await inspectFiles([{ path }], { onProgress: ({ done, total }) => seen.push(done / total) })
  expect(seen.length).toBeGreaterThan(1)
  expect(seen[seen.length - 1]).toBe(1)
  const work = inspectFiles([{ path }], { signal: control.signal, onProgress: () => control.abort() })
  expect((await errorOf(work)).code).toBe('cancelled')
})

describe('previewRows', () => {
  it('gives the rows asked for, in that order, without those that are not there', async () => {
    const path = writeNpy(folder, 'preview.npy', tellingRows(10, 7), [10, 7])
    const rowTable = {
      path: writeText(folder, 'preview.jsonl', Array.from({ length: 10 }, (_, i) => `{"token":"t${i}"}`).join('\n'))
    }
    const found = await previewRows({ path }, rowTable, [9, 2, 10])
    expect(found.map(({ row, cells }) => [row, cells])).toEqual([
      [9, { token: 't9' }],
      [2, { token: 't2' }]
    ])
    expect(found[1].values).toEqual([...tellingRows(10, 7).slice(14, 20)])
    expect(found[1].norm).toBeCloseTo(Math.hypot(...tellingRows(10, 7).slice(14, 21)), 4)
  })
})
