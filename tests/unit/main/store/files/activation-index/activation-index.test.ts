import { existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Postings, SparseRows } from '../../../../../../contract/records/arrays'
import { createRandom } from '../../../../../../main/maths/random'
import { type ActivationIndex, openActivationIndex } from '../../../../../../main/store/files/activation-index/reader'
import { rangesThatFit } from '../../../../../../main/store/files/activation-index/transpose'
import { createActivationIndex } from '../../../../../../main/store/files/activation-index/writer'
import { codeOf, temporaryFolder } from '../../samples'

type Row = { id: number; entries: [feature: number, value: number][] }

function sparse(rows: Row[], dSae: number): { rows: SparseRows; ids: Uint32Array } {
  const entries = rows.flatMap((row) => row.entries)
  const starts = new Uint32Array(rows.length + 1)
  rows.forEach((row, i) => {
    starts[i + 1] = starts[i] + row.entries.length
  })
  const features = Uint32Array.from(entries, ([feature]) => feature)
  const values = Float32Array.from(entries, ([, value]) => value)
  return { rows: { count: rows.length, dSae, starts, features, values }, ids: Uint32Array.from(rows, ({ id }) => id) }
}

async function written(rows: Row[], o: { dSae: number; perBatch?: number; memoryBytes?: number; folder?: string }) {
  const folder = o.folder ?? temporaryFolder()
  const writer = await createActivationIndex(folder, { dSae: o.dSae, memoryBytes: o.memoryBytes })
  const perBatch = o.perBatch ?? 3
  for (let at = 0; at < rows.length; at += perBatch) {
    const batch = sparse(rows.slice(at, at + perBatch), o.dSae)
    await writer.append(batch.rows, batch.ids)
  }
  const index = await writer.finish()
  onTestFinished(() => index.close().catch(() => undefined))
  return { folder, index }
}

async function blocksOf(index: ActivationIndex) {
  const found: { first: number; postings: Postings[] }[] = []
  for await (const block of index.blocks()) found.push(block)
  return found
}

const rows: Row[] = [
  {
    id: 2,
    entries: [
      [1, 0.5],
      [4, 1.5]
    ]
  },
  { id: 3, entries: [] },
  {
    id: 7,
    entries: [
      [0, 2],
      [1, 0.25],
      [4, 3]
    ]
  },
  { id: 4_000_000_000, entries: [[4, 0.125]] }
]

/** Without the one whose norms would need much memory. */
const three = rows.slice(0, 3)

describe('the activation index', () => {
  test('gives all features in blocks, each as it is given alone', async () => {
    const many = Array.from(
      { length: 40 },
      (_, id): Row => ({
        id,
        entries: [
          [0, id + 1],
          [3, 0.5],
          [4, 2]
        ]
      })
    )
    const { index } = await written(many, { dSae: 6 })
    const whole = await blocksOf(index)
    expect(whole.map(({ first, postings }) => [first, postings.length])).toEqual([[0, 6]])
    const alone = await Promise.all([0, 1, 2, 3, 4, 5].map((feature) => index.postings(feature)))
    expect(whole[0].postings).toEqual(alone)
    const small = await openActivationIndex((await written(many, { dSae: 6 })).folder, { blockEntries: 50 })
    onTestFinished(() => small.close())
    const parts = await blocksOf(small)
    expect(parts.map(({ first }) => first)).toEqual([0, 3, 4])
    expect(parts.flatMap(({ postings }) => postings)).toEqual(alone)
  })

  test('gives the rows of a feature and the features of a row', async () => {
    const { index } = await written(rows, { dSae: 5 })
    expect([index.dSae, index.rows, index.entries]).toEqual([5, 4, 6])
    expect(await index.postings(4)).toEqual({ rows: Uint32Array.of(2, 7, 4_000_000_000), values: Float32Array.of(1.5, 3, 0.125) })
    expect(await index.postings(2)).toEqual({ rows: new Uint32Array(0), values: new Float32Array(0) })
    const each = await Promise.all([0, 1, 2, 3, 4].map((feature) => index.postings(feature)))
    expect(await index.postingsBetween(0, 5)).toEqual(each)
    expect(await index.postingsBetween(2, 4)).toEqual(each.slice(2, 4))
    expect(await index.row(7)).toEqual({ features: Uint32Array.of(0, 1, 4), values: Float32Array.of(2, 0.25, 3) })
    expect(await index.row(3)).toEqual({ features: new Uint32Array(0), values: new Float32Array(0) })
    expect(await index.row(5)).toEqual({ features: new Uint32Array(0), values: new Float32Array(0) })
    expect(await codeOf(() => index.postings(5))).toBe('not-found')
  })

  test('knows how often a feature fires and the norms of rows', async () => {
    const some: Row[] = rows.slice(0, 3)
    const { index } = await written(some, { dSae: 5 })
    expect([0, 1, 2, 3, 4].map((feature) => index.activeRows(feature))).toEqual([1, 2, 0, 0, 2])
    const norms = Array.from(await index.rowNorms())
    expect(norms).toEqual([0, 0, Math.hypot(0.5, 1.5), 0, 0, 0, 0, Math.hypot(2, 0.25, 3)].map(Math.fround))
    expect(await index.rowNorms()).toBe(await index.rowNorms())
  })

  test('reads the norms of many rows in parts', async () => {
    const random = createRandom(4)
    const many = Array.from({ length: 9_000 }, (_, id): Row => {
      return { id: 2 * id, entries: Array.from({ length: 130 }, (_, feature) => [feature, random.next()]) }
    })
    const { index } = await written(many, { dSae: 130, perBatch: 3_000 })
    const norms = await index.rowNorms()
    for (const { id, entries } of [many[0], many[8_065], many[8_066], many[8_999]])
      expect(norms[id]).toBeCloseTo(Math.hypot(...entries.map(([, value]) => Math.fround(value))), 4)
  })

  test('of nothing can be written and read', async () => {
    const { index } = await written([], { dSae: 3 })
    expect((await index.postings(0)).rows).toHaveLength(0)
  })

  test('gives what was written for any rows, dictionary size, batch size and memory', { timeout: 60_000 }, async () => {
    const entries = (dSae: number) =>
      fc.uniqueArray(fc.tuple(fc.nat(dSae - 1), fc.float({ noNaN: true, min: Math.fround(1e-6), max: Math.fround(1e6) })), {
        selector: ([feature]) => feature,
        maxLength: 8
      })
    const given = fc.constantFrom(1, 6, 65_536, 70_000).chain((dSae) =>
      fc.record({
        dSae: fc.constant(dSae),
        all: fc.array(entries(dSae), { maxLength: 20 }),
        gap: fc.integer({ min: 1, max: 5 }),
        perBatch: fc.integer({ min: 1, max: 7 }),
        memoryBytes: fc.constantFrom(1, 64, 1 << 20)
      })
    )
    const folder = temporaryFolder()
    await fc.assert(
      fc.asyncProperty(given, async ({ dSae, all, gap, perBatch, memoryBytes }) => {
        const list = all.map((one, i) => ({ id: i * gap, entries: one.toSorted(([a], [b]) => a - b) }))
        const { index } = await written(list, { dSae, perBatch, memoryBytes, folder })
        for (const { id, entries: expected } of list) {
          const { features, values } = await index.row(id)
          expect(Array.from(features, (feature, i) => [feature, values[i]])).toEqual(expected)
        }
        for (const feature of new Set(list.flatMap((row) => row.entries.map(([one]) => one)))) {
          const expected = list.flatMap((row) =>
            row.entries.filter(([one]) => one === feature).map(([, value]) => [row.id, value])
          )
          const { rows: ids, values } = await index.postings(feature)
          expect(Array.from(ids, (id, i) => [id, values[i]])).toEqual(expected)
        }
        await index.close()
      }),
      { numRuns: 60 }
    )
  })

  test('takes features in as many ranges as the memory asks for', () => {
    const counts = Uint32Array.of(5, 0, 5, 20, 1, 1)
    expect(rangesThatFit(counts, 80)).toEqual([
      { from: 0, to: 3, entries: 10 },
      { from: 3, to: 4, entries: 20 },
      { from: 4, to: 6, entries: 2 }
    ])
    expect(rangesThatFit(counts, 1e9)).toEqual([{ from: 0, to: 6, entries: 32 }])
  })

  test('refuses rows out of order, features the dictionary lacks and activations of another one', async () => {
    const writer = await createActivationIndex(temporaryFolder(), { dSae: 5 })
    const add = (list: Row[], dSae = 5) => {
      const { rows: some, ids } = sparse(list, dSae)
      return writer.append(some, ids)
    }
    await add([rows[2]])
    expect(await codeOf(() => add([rows[0]]))).toBe('internal')
    expect(await codeOf(() => add([rows[2]]))).toBe('internal')
    expect(await codeOf(() => add([{ id: 9, entries: [[5, 1]] }]))).toBe('internal')
    expect(await codeOf(() => add([{ id: 9, entries: [] }], 6))).toBe('internal')
    await writer.abandon()
  })
})

describe('an index that can not be used', () => {
  test('because it was not finished is told from a finished one', async () => {
    const folder = temporaryFolder()
    const writer = await createActivationIndex(folder, { dSae: 5 })
    const { rows: some, ids } = sparse(rows, 5)
    await writer.append(some, ids)
    expect(await codeOf(() => openActivationIndex(folder))).toBe('truncated')
    await writer.abandon()
    expect(await codeOf(() => openActivationIndex(folder))).toBe('not-found')
  })

  test('because a second writer began is not taken for the first one’s', async () => {
    const { folder } = await written(rows, { dSae: 5 })
    const writer = await createActivationIndex(folder, { dSae: 5 })
    expect(await codeOf(() => openActivationIndex(folder))).toBe('truncated')
    await writer.abandon()
  })

  test.each([
    ['cut short', 'truncated', (path: string) => truncateSync(path, readFileSync(path).length - 1)],
    ['empty', 'truncated', (path: string) => truncateSync(path, 0)],
    ['gone', 'not-found', (path: string) => rmSync(path)],
    ['of another kind', 'malformed', (path: string) => change(path, (view) => view.setUint8(0, 65))],
    ['of a newer version', 'newer', (path: string) => change(path, (view) => view.setUint32(8, 3, true))],
    ['about more features', 'malformed', (path: string) => change(path, (view) => view.setUint32(16, 6, true))],
    ['claiming a huge size', 'malformed', (path: string) => change(path, (view) => view.setBigUint64(32, 2n ** 60n, true))],
    ['with another table', 'malformed', (path: string) => change(path, (view) => view.setUint32(view.byteLength - 4, 77, true))]
  ])('because a file is %s gives %s and says to analyze again', async (_, code, damage) => {
    for (const name of ['by-feature.bin', 'by-row.bin']) {
      const { folder } = await written(rows, { dSae: 5 })
      damage(join(folder, name))
      const error = await openActivationIndex(folder).catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({ code, hint: expect.stringContaining('nalyze') })
      expect(existsSync(folder)).toBe(true)
    }
  })

  test.each([
    ['by-row.bin', 64, 60_000, (index: ActivationIndex) => index.row(2)],
    ['by-row.bin', 64, 60_000, (index: ActivationIndex) => all(index.rowBlocks())],
    ['by-feature.bin', 64 + 8 + 16, 4_000_000_000, (index: ActivationIndex) => all(index.blocks())],
    ['by-feature.bin', 64 + 8 + 16, 4_000_000_000, (index: ActivationIndex) => index.postings(4)]
  ])('because an entry of %s is damaged is told when it is read', async (name, at, value, read) => {
    const { folder, index: good } = await written(rows.slice(0, 3), { dSae: 5 })
    await good.close()
    change(join(folder, name), (view) =>
      name === 'by-row.bin' ? view.setUint16(at, value, true) : view.setUint32(at, value, true)
    )
    const index = await openActivationIndex(folder)
    onTestFinished(() => index.close())
    await expect(read(index)).rejects.toMatchObject({ code: 'malformed', hint: expect.stringContaining('Analyze') })
  })

  test('because any one bit of its files was flipped is told before anything of it is given', async () => {
    const { folder, index: good } = await written(three, { dSae: 5 })
    const whole = await everything(good)
    await good.close()
    const random = createRandom(6)
    for (const name of ['by-row.bin', 'by-feature.bin']) {
      const path = join(folder, name)
      const bytes = readFileSync(path)
      for (let at = 0; at < bytes.length; at += 1) {
        const bit = 1 << Math.floor(8 * random.next())
        bytes[at] ^= bit
        writeFileSync(path, bytes)
        const found = await opened(folder).catch((thrown) => thrown)
        // Of the header some bytes say nothing yet.
        if (at >= 64 || found instanceof Error)
          expect([name, at, found.hint]).toEqual([name, at, expect.stringContaining('nalyze')])
        else expect(found).toEqual(whole)
        bytes[at] ^= bit
      }
      writeFileSync(path, bytes)
    }
  })

  test('because of one activation still gives the other rows and features', async () => {
    const { folder, index: good } = await written(three, { dSae: 5 })
    await good.close()
    change(join(folder, 'by-row.bin'), (view) => view.setUint8(64 + 4, view.getUint8(64 + 4) ^ 1))
    change(join(folder, 'by-feature.bin'), (view) => view.setUint8(64 + 4, view.getUint8(64 + 4) ^ 1))
    const index = await openActivationIndex(folder)
    onTestFinished(() => index.close())
    expect([await codeOf(() => index.row(2)), await codeOf(() => index.postings(0))]).toEqual(['malformed', 'malformed'])
    expect(await codeOf(() => index.rowNorms())).toBe('malformed')
    expect((await index.row(7)).values).toEqual(Float32Array.of(2, 0.25, 3))
    expect((await index.postings(4)).values).toEqual(Float32Array.of(1.5, 3))
  })

  test('is not one that an older Loupe wrote, without digests', async () => {
    const { folder, index: good } = await written(three, { dSae: 5 })
    const whole = await everything(good)
    await good.close()
    for (const [name, listed] of [
      ['by-row.bin', 3],
      ['by-feature.bin', 5]
    ] as const) {
      const path = join(folder, name)
      truncateSync(path, readFileSync(path).length - 4 * listed)
      change(path, (view) => {
        view.setUint32(8, 1, true)
        view.setBigUint64(40, BigInt(view.byteLength), true)
        view.setUint32(48, 0, true)
      })
    }
    expect(await opened(folder)).toEqual(whole)
  })

  test('because the files are of two analyses is malformed', async () => {
    const [first, second] = [await written(rows, { dSae: 5 }), await written(rows.slice(1), { dSae: 5 })]
    writeFileSync(join(first.folder, 'by-row.bin'), readFileSync(join(second.folder, 'by-row.bin')))
    expect(await codeOf(() => openActivationIndex(first.folder))).toBe('malformed')
  })
})

/** All that an index can be asked for. */
async function everything(index: ActivationIndex): Promise<unknown[]> {
  const found: unknown[] = [await blocksOf(index), await index.rowNorms()]
  for (const { id } of three) found.push(await index.row(id))
  return found
}

async function opened(folder: string): Promise<unknown[]> {
  const index = await openActivationIndex(folder)
  try {
    return await everything(index)
  } finally {
    await index.close()
  }
}

async function all(blocks: AsyncIterable<unknown>): Promise<void> {
  for await (const _block of blocks);
}

function change(path: string, edit: (view: DataView) => void): void {
  const bytes = readFileSync(path)
  edit(new DataView(bytes.buffer, bytes.byteOffset, bytes.length))
  writeFileSync(path, bytes)
}
