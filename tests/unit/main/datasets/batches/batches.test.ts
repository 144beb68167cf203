/** Batches: each row once per epoch, repeatable from any point, the same values as in the file. */
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Batch } from '../../../../../contract/records/arrays'
import {
  type ActivationReader,
  buildDataset,
  openActivations,
  openRowIndex,
  type RowIndex,
  sequentialBatches,
  trainingBatches
} from '../../../../../main/datasets/index'
import { errorOf, tellingRows, temporaryFolder, writeNpy } from '../support'

const folder = temporaryFolder()
const rows = 1000
const dIn = 5
const values = tellingRows(rows, dIn)
values[17 * dIn] = Number.NaN
const medianNorm = 500 * Math.sqrt(dIn)
const keep = { rule: 'keep', factor: 10 } as const
/** Blocks of 7 rows, pools of 5 blocks: many pools with ends that fit nothing. */
const tiny = { blockBytes: 7 * dIn * 4, poolBytes: 35 * dIn * 4, wholeBytes: 0 }

let reader: ActivationReader
let index: RowIndex

beforeAll(async () => {
  const path = writeNpy(folder, 'acts.npy', values, [rows, dIn])
  const draft = { id: 'd', name: 'Data', activations: { path }, outliers: 'keep', split: { by: 'row', every: 4 } } as const
  await buildDataset(draft, folder, join(folder, 'index'))
  reader = await openActivations({ path })
  index = await openRowIndex(join(folder, 'index'))
})
afterAll(async () => {
  await reader.close()
  await index.close()
})

/** Rows that train: not those of the split, not the one with NaN. */
const trainRows = Array.from({ length: rows }, (_, row) => row).filter((row) => row % 4 !== 3 && row !== 17)

async function take(
  count: number,
  o: { batchRows?: number; seed?: number; firstBatch?: number; sizes?: typeof tiny } = {}
): Promise<Batch[]> {
  const batches: Batch[] = []
  const options = { reader, index, batchRows: 32, seed: 1, firstBatch: 0, outliers: keep, medianNorm, ...o }
  for await (const batch of trainingBatches(options)) {
    batches.push(batch)
    if (batches.length === count) break
  }
  return batches
}

const rowsOf = (batches: Batch[]): number[] => batches.flatMap((batch) => [...batch.rows])

function expectValuesOfRows(batch: Batch): void {
  const wanted = [...batch.rows].flatMap((row) => [...values.subarray(row * dIn, (row + 1) * dIn)])
  expect([...batch.values]).toEqual(wanted)
}

describe.each([
  ['held in memory', undefined],
  ['read in pools', tiny]
])('training batches %s', (_, sizes) => {
  const with_ = sizes ? { sizes } : {}

  it('hold each training row once per epoch, in another order each time', async () => {
    const stream = rowsOf(await take(Math.ceil((2 * trainRows.length) / 32), with_))
    const first = stream.slice(0, trainRows.length)
    const second = stream.slice(trainRows.length, 2 * trainRows.length)
    expect(first.toSorted((a, b) => a - b)).toEqual(trainRows)
    expect(second.toSorted((a, b) => a - b)).toEqual(trainRows)
    expect(first).not.toEqual(second)
  })

  it('hold the values of their rows', async () => {
    for (const batch of await take(30, with_)) {
      expect([batch.count, batch.dIn]).toEqual([32, dIn])
      expectValuesOfRows(batch)
    }
  })

  it('go on at any batch as if there had been no break', async () => {
    const whole = await take(60, with_)
    for (const firstBatch of [1, 22, 23, 24, 47])
      expect(await take(3, { ...with_, firstBatch })).toEqual(whole.slice(firstBatch, firstBatch + 3))
  })

  it('repeat for a seed and differ for another', async () => {
    expect(rowsOf(await take(5, with_))).toEqual(rowsOf(await take(5, with_)))
    expect(rowsOf(await take(5, with_))).not.toEqual(rowsOf(await take(5, { ...with_, seed: 2 })))
  })

  it('can be larger than the data set', async () => {
    const [batch] = await take(1, { ...with_, batchRows: 2000 })
    const counts = new Map<number, number>()
    for (const row of batch.rows) counts.set(row, (counts.get(row) ?? 0) + 1)
    expect(counts.size).toBe(trainRows.length)
    expect([...counts.values()].every((count) => count === 2 || count === 3)).toBe(true)
    expectValuesOfRows(batch)
  })

  it('belong to the receiver', async () => {
    const [first, second] = await take(2, with_)
    first.values.fill(0)
    expectValuesOfRows(second)
    expect(rowsOf(await take(2, with_)).length).toBe(64)
  })
})

it('mixes rows from far apart, in memory as well as in pools', async () => {
  for (const sizes of [undefined, { ...tiny, poolBytes: 350 * dIn * 4 }]) {
    const [batch] = await take(1, { batchRows: 64, ...(sizes ? { sizes } : {}) })
    const sorted = [...batch.rows].sort((a, b) => a - b)
    expect(sorted[63] - sorted[0]).toBeGreaterThan(500)
    expect([...batch.rows]).not.toEqual(sorted)
  }
})

it('scales outliers down under the rule clip, and leaves the rest', async () => {
  const limit = { outliers: { rule: 'clip', factor: 2 } as const, medianNorm: 100 }
  for (const sizes of [undefined, tiny]) {
    const options = { reader, index, batchRows: 200, seed: 1, firstBatch: 0, ...limit, ...(sizes ? { sizes } : {}) }
    for await (const batch of trainingBatches(options)) {
      for (const [at, row] of batch.rows.entries()) {
        const norm = Math.hypot(...batch.values.subarray(at * dIn, (at + 1) * dIn))
        const own = Math.hypot(...values.subarray(row * dIn, (row + 1) * dIn))
        expect(norm).toBeCloseTo(Math.min(own, 200), 2)
      }
      break
    }
  }
})

it('stops when cancelled, and says so when there is nothing to train on', async () => {
  const control = new AbortController()
  const options = { reader, index, batchRows: 8, seed: 1, firstBatch: 0, outliers: keep, medianNorm, signal: control.signal }
  const run = async (): Promise<void> => {
    for await (const batch of trainingBatches(options)) if (batch.count > 0) control.abort()
  }
  expect((await errorOf(run())).code).toBe('cancelled')
  const empty: RowIndex = { ...index, uses: async (from, to) => new Uint8Array(to - from).fill(2) }
  const none = trainingBatches({ ...options, index: { ...empty, rows: 0 }, signal: undefined })
  expect((await errorOf(none.next())).code).toBe('config')
})

describe('sequential batches', () => {
  async function all(uses: ('train' | 'validation' | 'left-out')[], batchRows: number): Promise<Batch[]> {
    const batches: Batch[] = []
    for await (const batch of sequentialBatches({ reader, index, batchRows, uses, outliers: keep, medianNorm }))
      batches.push(batch)
    return batches
  }

  it('hold each row of their uses once, in file order', async () => {
    const train = await all(['train'], 64)
    expect(rowsOf(train)).toEqual(trainRows)
    for (const batch of train) expectValuesOfRows(batch)
    expect(train.map(({ count }) => count)).toEqual([...new Array<number>(11).fill(64), trainRows.length - 11 * 64])
    expect(rowsOf(await all(['validation'], 7))).toEqual(Array.from({ length: 250 }, (_, i) => i * 4 + 3))
    expect(rowsOf(await all(['left-out'], 7))).toEqual([17])
    expect(rowsOf(await all(['train', 'validation', 'left-out'], 1000))).toEqual(Array.from({ length: rows }, (_, row) => row))
  })

  it('run over several chunks of a longer file', async () => {
    const path = writeNpy(folder, 'long.npy', tellingRows(40_000, 64), [40_000, 64])
    const draft = { id: 'd', name: 'Data', activations: { path }, outliers: 'keep', split: { by: 'none', every: 10 } } as const
    await buildDataset(draft, folder, join(folder, 'long-index'))
    const long = { reader: await openActivations({ path }), index: await openRowIndex(join(folder, 'long-index')) }
    let next = 0
    for await (const batch of sequentialBatches({ ...long, batchRows: 3000, uses: ['train'], outliers: keep, medianNorm })) {
      expect([batch.rows[0], batch.values[0], batch.values[batch.values.length - 64]]).toEqual([
        next,
        next + 1 / 64,
        next + batch.count - 1 + 1 / 64
      ])
      next += batch.count
    }
    expect(next).toBe(40_000)
    await long.reader.close()
    await long.index.close()
  })
})
