/** Several streams (layers) joined side by side, for crosscoders. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openActivations, sequentialBatches } from '../../../../main/datasets/index'
import { joinColumns } from '../../../../main/datasets/join-columns'
import { make, taken } from './made'
import { activationFixture, errorOf, npyBytes, tellingRows, temporaryFolder, writeNpy, writeText } from './support'

const project = temporaryFolder()
const rows = 120
const layer = (number: number, dIn: number, count = rows) =>
  Float32Array.from({ length: count * dIn }, (_, i) => 1000 * number + Math.floor(i / dIn) + (i % dIn) / 8)
const sources = [2, 3, 1].map((dIn, number) => ({
  name: `layer ${number}`,
  source: { path: writeNpy(project, `layer${number}.npy`, layer(number, dIn), [rows, dIn]) }
}))
const joinedRow = (row: number) => [
  ...layer(0, 2).subarray(row * 2, row * 2 + 2),
  ...layer(1, 3).subarray(row * 3, row * 3 + 3),
  ...layer(2, 1).subarray(row, row + 1)
]

describe('joined columns', () => {
  it('hold the rows of all readers side by side, at any place', async () => {
    const reader = joinColumns(await Promise.all(sources.map(({ source }) => openActivations(source))))
    expect([reader.rows, reader.dIn, reader.shape, reader.dtype]).toEqual([rows, 6, [rows, 6], 'f32'])
    for (const [start, count] of [
      [0, 1],
      [7, 50],
      [119, 1],
      [60, 0]
    ]) {
      const wanted = Array.from({ length: count }, (_, i) => joinedRow(start + i)).flat()
      expect([...(await reader.read(start, count))]).toEqual(wanted)
      const into = new Float32Array(6 * 64).fill(-1)
      expect(await reader.read(start, count, into)).toBe(into)
      expect([...into.subarray(0, count * 6), into[count * 6]]).toEqual([...wanted, -1])
    }
    await reader.close()
  })

  it('keep sequences, and say f32 for mixed types', async () => {
    const a = { path: writeNpy(project, 'grid.npy', tellingRows(rows, 2), [12, 10, 2]) }
    const b = { path: writeText(project, 'half.npy', npyBytes(tellingRows(rows, 2), [rows, 2], 'f16')) }
    const [first, second] = [await openActivations(a), await openActivations(b)]
    expect(joinColumns([second, first])).toMatchObject({ shape: [12, 10, 4], dtype: 'f32' })
    expect(joinColumns([first])).toBe(first)
    await joinColumns([first, second]).close()
  })
})

describe('a data set of streams', () => {
  it('has the sum of their widths, and tells each', async () => {
    const made = await make(project, { activations: sources[0].source, streams: sources, split: { by: 'row', every: 4 } })
    const { dataset } = made
    expect(dataset).toMatchObject({ dIn: 6, rows, activations: { relativePath: 'layer0.npy', shape: [rows, 2] } })
    expect(dataset.streams?.map(({ name, dIn, reference }) => [name, dIn, reference.relativePath])).toEqual([
      ['layer 0', 2, 'layer0.npy'],
      ['layer 1', 3, 'layer1.npy'],
      ['layer 2', 1, 'layer2.npy']
    ])
    const [batch] = await taken(made, 1)
    expect([...batch.values]).toEqual([...batch.rows].flatMap(joinedRow))
    const options = { ...made, batchRows: 50, uses: ['validation' as const], outliers: dataset.outliers, medianNorm: 1 }
    for await (const part of sequentialBatches(options)) expect([...part.values]).toEqual([...part.rows].flatMap(joinedRow))
    await made.close()
  })

  it('may have targets as well', async () => {
    const targets = { path: writeNpy(project, 'target.npy', layer(7, 2), [rows, 2]) }
    const made = await make(project, { activations: sources[0].source, streams: sources, targets })
    const [batch] = await taken(made, 1)
    expect([batch.dIn, batch.dOut]).toEqual([6, 2])
    expect(batch.targets?.[2 * 3]).toBe(7000 + batch.rows[3])
    await made.close()
  })

  it('measures norms over the whole joined row, and leaves out rows with a gap in any stream', async () => {
    const gap = layer(1, 3)
    gap[5 * 3] = Number.NaN
    const other = { name: 'gap', source: { path: writeNpy(project, 'gap.npy', gap, [rows, 3]) } }
    const made = await make(project, { activations: sources[0].source, streams: [sources[0], other] })
    expect(made.dataset.leftOut).toMatchObject({ notFinite: 1, rows: [5] })
    expect(made.dataset.norms.median).toBeGreaterThan(1700)
    await made.close()
  })

  it('is refused for another number of rows, a name twice, or a stream that is not there', async () => {
    const short = { name: 'short', source: { path: writeNpy(project, 'short.npy', layer(1, 3, 119), [119, 3]) } }
    const errors = []
    for (const streams of [
      [sources[0], short],
      [sources[0], { ...sources[1], name: 'layer 0' }],
      [sources[0], { name: 'x', source: { path: join(project, 'nowhere.npy') } }]
    ])
      errors.push(await errorOf(make(project, { activations: sources[0].source, streams })))
    expect(errors.map(({ code, message }) => [code, message])).toEqual([
      ['row-mismatch', '“short.npy” has 119 rows, “layer0.npy” has 120.'],
      ['config', 'Two streams are called “layer 0”.'],
      ['not-found', 'There is no file “nowhere.npy”.']
    ])
  })
})

it('reads a saved Hugging Face data set as one of the streams', async () => {
  const path = activationFixture('saelens-cache')
  const source = await openActivations({ path })
  const { rows: count, dIn, shape } = source
  const one = await source.read(count - 1, 1)
  await source.close()
  const other = { path: writeNpy(project, 'beside.npy', tellingRows(count, 2), [count, 2]) }
  const streams = [
    { name: 'cache', source: { path } },
    { name: 'beside', source: other }
  ]
  const made = await make(project, { activations: { path }, streams })
  expect([made.reader.dIn, made.reader.shape]).toEqual([dIn + 2, [...shape.slice(0, 2), dIn + 2]])
  expect(made.index.hasTokens).toBe(true)
  expect([...(await made.reader.read(count - 1, 1))]).toEqual([...one, count - 1 + 1 / 64, count - 1 + 2 / 64])
  await made.close()
})
