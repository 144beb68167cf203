/** Pairs for transcoders: targets joined row by row, in every kind of batch, and pairs that do not belong together. */
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Batch } from '../../../../contract/records/arrays'
import { tensorsToSafetensors } from '../../../../main/codecs/safetensors-writing'
import { openDataset, sequentialBatches } from '../../../../main/datasets/index'
import { type Made, make, taken } from './made'
import { errorOf, tellingRows, temporaryFolder, writeNpy, writeText } from './support'

const project = temporaryFolder()
const rows = 300
const [dIn, dOut] = [4, 3]
const inputs = tellingRows(rows, dIn)
/** −2 × the row number, with the column beside: told apart from inputs at once. */
const outputs = Float32Array.from({ length: rows * dOut }, (_, i) => -2 * Math.floor(i / dOut) - (i % dOut) / 64)
inputs[20 * dIn] = Number.NaN
inputs.fill(1e6, 40 * dIn, 41 * dIn)
outputs[30 * dOut + 1] = Number.POSITIVE_INFINITY
outputs.fill(1e7, 50 * dOut, 51 * dOut)

const activations = { path: writeNpy(project, 'in.npy', inputs, [rows, dIn]) }
const targets = { path: writeNpy(project, 'out.npy', outputs, [rows, dOut]) }
const split = { by: 'row', every: 5 } as const
/** Blocks of 7 rows, pools of 5 blocks. */
const tiny = { blockBytes: 7 * (dIn + dOut) * 4, poolBytes: 35 * (dIn + dOut) * 4, wholeBytes: 0 }

let made: Made
beforeAll(async () => {
  made = await make(project, { activations, targets, split, outliers: 'clip' })
})
afterAll(() => made.close())

function expectTargetsOfRows(batch: Batch): void {
  expect(batch.dOut).toBe(dOut)
  expect(batch.targets?.length).toBe(batch.count * dOut)
  const wanted = [...batch.rows].flatMap((row) => [...outputs.subarray(row * dOut, (row + 1) * dOut)])
  expect([...(batch.targets ?? [])]).toEqual(wanted)
}

it('are in the record, with their own width, shape and norms', () => {
  const { dataset } = made
  expect(dataset.targets).toMatchObject({ relativePath: 'out.npy', dtype: 'f32', shape: [rows, dOut], dOut })
  expect(dataset.targets?.norms.median).toBeGreaterThan(100)
  expect(dataset).toMatchObject({ dIn, rows, leftOut: { count: 2, notFinite: 2, outliers: 0, rows: [20, 30] } })
  expect(dataset.trainRows + dataset.validationRows).toBe(rows - 2)
})

it('that are outliers stay: the outlier rule is about inputs', async () => {
  const dropped = await make(project, { activations, targets, split, outliers: 'drop' })
  expect(dropped.dataset.leftOut).toMatchObject({ notFinite: 2, outliers: 1, rows: [20, 30, 40] })
  await dropped.close()
})

describe.each([
  ['held in memory', undefined],
  ['read in pools', tiny]
])('in training batches %s', (_, sizes) => {
  const o = sizes ? { sizes } : {}

  it('are those of their rows, also where inputs are clipped', async () => {
    const batches = await taken(made, 40, o)
    for (const batch of batches) expectTargetsOfRows(batch)
    const limit = 10 * made.dataset.norms.median
    const clipped = batches.find(({ rows: some }) => some.includes(40))
    const at = clipped?.rows.indexOf(40) ?? -1
    expect(Math.hypot(...(clipped?.values.subarray(at * dIn, (at + 1) * dIn) ?? []))).toBeCloseTo(limit, 0)
  })

  it('are the same from any batch on', async () => {
    const all = await taken(made, 45, o)
    for (const firstBatch of [1, 14, 15, 29, 44]) {
      const [batch] = await taken(made, 1, { ...o, firstBatch })
      expect([batch.rows, batch.values, batch.targets]).toEqual([
        all[firstBatch].rows,
        all[firstBatch].values,
        all[firstBatch].targets
      ])
    }
  })
})

it('come in sequential batches, in file order, over several chunks', async () => {
  const long = 90_000
  const path = writeNpy(project, 'long-in.npy', tellingRows(long, 16), [long, 16])
  const other = writeNpy(project, 'long-out.npy', tellingRows(long, 2), [long, 2])
  const pair = await make(project, { activations: { path }, targets: { path: other }, split: { by: 'none', every: 2 } })
  let next = 0
  const options = { ...pair, batchRows: 7001, uses: ['train' as const], outliers: pair.dataset.outliers, medianNorm: 1 }
  for await (const batch of sequentialBatches(options)) {
    expect(batch.targets?.length).toBe(batch.count * 2)
    for (const i of [0, batch.count - 1]) {
      expect([batch.rows[i], batch.values[i * 16], batch.targets?.[i * 2 + 1]]).toEqual([
        next + i,
        next + i + 1 / 64,
        next + i + 2 / 64
      ])
    }
    next += batch.count
  }
  expect(next).toBe(long)
  await pair.close()
})

it('leave batches of other data sets as they were', async () => {
  const plain = await make(project, { activations, split })
  const [batch] = await taken(plain, 1)
  expect([plain.dataset.targets, 'targets' in batch, 'dOut' in batch, batch.values.length]).toEqual([undefined, false, false, 64])
  await plain.close()
})

it('may be a second array of the same file', async () => {
  const tensors = {
    mlp_in: { shape: [rows, dIn], data: tellingRows(rows, dIn) },
    mlp_out: { shape: [rows, dOut], data: outputs.map((value) => (Number.isFinite(value) ? value : 0)) }
  }
  const path = writeText(project, 'pair.safetensors', tensorsToSafetensors(tensors))
  const pair = await make(project, { activations: { path, array: 'mlp_in' }, targets: { path, array: 'mlp_out' }, split })
  expect(pair.dataset).toMatchObject({ activations: { array: 'mlp_in' }, targets: { array: 'mlp_out', dOut } })
  const [batch] = await taken(pair, 1)
  expect([...batch.rows].map((row) => -2 * row)).toEqual(Array.from(batch.rows, (_, i) => batch.targets?.[i * dOut]))
  await pair.close()
})

describe('that do not belong to the inputs are refused', () => {
  const refused = async (draft: Parameters<typeof make>[1]) => {
    const { code, message, place } = await errorOf(make(project, draft))
    return { code, message, place }
  }

  it('for their number', async () => {
    const path = writeNpy(project, 'few.npy', tellingRows(299, 2), [299, 2])
    expect(await refused({ activations, targets: { path } })).toEqual({
      code: 'row-mismatch',
      message: '“few.npy” has 299 rows, “in.npy” has 300.',
      place: path
    })
  })

  it('for their sequences', async () => {
    const a = writeNpy(project, 'grid-a.npy', tellingRows(60, 2), [12, 5, 2])
    const b = writeNpy(project, 'grid-b.npy', tellingRows(60, 3), [5, 12, 3])
    const { code, message } = await refused({ activations: { path: a }, targets: { path: b } })
    expect([code, message]).toEqual(['row-mismatch', '“grid-b.npy” holds 5 sequences of 12, “grid-a.npy” holds 12 of 5.'])
    const flat = { path: writeNpy(project, 'grid-flat.npy', tellingRows(60, 3), [60, 3]) }
    await (await make(project, { activations: { path: a }, targets: flat })).close()
  })

  const csv = (name: string, order: number[], more = '') =>
    writeText(
      project,
      name,
      ['token,doc,x0,x1', ...order.map((i) => `t${i}${more},${Math.floor(i / 8)},${i}.5,${i}.25`)].join('\n')
    )
  const inOrder = Array.from({ length: 40 }, (_, i) => i)

  it('for their order, where both files say what their rows are', async () => {
    const swapped = inOrder.with(17, 18).with(18, 17)
    const [a, b] = [csv('order-a.csv', inOrder), csv('order-b.csv', swapped)]
    const { code, message, place } = await refused({ activations: { path: a }, targets: { path: b } })
    expect([code, place]).toEqual(['row-mismatch', b])
    expect(message).toBe('“order-b.csv” has other rows than “order-a.csv”: in row 17 token is “t18”, not “t17”.')
    await (await make(project, { activations: { path: a }, targets: { path: csv('order-c.csv', inOrder) } })).close()
  })

  it('for the row table of the first, where that has no table of its own', async () => {
    const path = writeNpy(project, 'forty.npy', tellingRows(40, 2), [40, 2])
    const rowTable = { path: csv('forty-rows.csv', inOrder) }
    const draft = { activations: { path }, rowTable, targets: { path: csv('forty-out.csv', inOrder, '!') } }
    expect((await refused(draft)).message).toContain('in row 0 token is “t0!”, not “t0”')
  })

  it('for the order of their token arrays, of the same name only', async () => {
    const file = (name: string, tokens: string, first: number) => {
      const data = Float32Array.from({ length: 24 }, (_, i) => i + first)
      const header: Record<string, unknown> = {
        acts: { dtype: 'F32', shape: [4, 6, 1], data_offsets: [0, 96] },
        [tokens]: { dtype: 'I32', shape: [4, 6], data_offsets: [96, 192] }
      }
      const text = JSON.stringify(header).padEnd(256)
      const size = new BigUint64Array([BigInt(text.length)])
      const ids = Int32Array.from({ length: 24 }, (_, i) => (i === 9 ? first : i))
      const parts = [size, data, ids].map(({ buffer }) => Buffer.from(buffer))
      return { path: writeText(project, name, Buffer.concat([parts[0], Buffer.from(text), parts[1], parts[2]])) }
    }
    const a = file('tok-a.safetensors', 'tokens', 100)
    expect((await refused({ activations: a, targets: file('tok-b.safetensors', 'tokens', 200) })).message).toContain(
      'in row 9 token_id is “200”, not “100”'
    )
    await (await make(project, { activations: a, targets: file('tok-c.safetensors', 'mask', 200) })).close()
  })
})

it('that change later are noticed', async () => {
  const path = writeNpy(project, 'changing.npy', tellingRows(rows, 2), [rows, 2])
  const pair = await make(project, { activations, targets: { path } })
  await pair.close()
  writeNpy(project, 'changing.npy', tellingRows(rows, 2).fill(1, 0, 5), [rows, 2])
  const error = await errorOf(openDataset(pair.dataset, project))
  expect([error.code, error.place]).toEqual(['changed', join(project, 'changing.npy')])
})
