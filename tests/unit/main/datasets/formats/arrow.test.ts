/** Arrow files and streams that pyarrow wrote, as activations and as row tables. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { zstdCompressSync, zstdDecompress } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openActivations } from '../../../../../main/datasets/activations'
import type { Cell } from '../../../../../main/datasets/formats/format'
import { openTable } from '../../../../../main/datasets/table'
import { f16FromF32, f32FromF16 } from '../../../../../main/maths/half-floats'
import { errorOf, fixtures, temporaryFolder, writeText } from '../support'
import { columnsOf, goldenRows as rows, valuesOf } from './golden-rows'

const folder = temporaryFolder()
const arrow = (name: string): string => join(fixtures, 'datasets', 'arrow', name)

describe('activations', () => {
  it.each([
    ['fixed.arrow', [192, 16], 'f32'],
    ['fixed.arrows', [192, 16], 'f32'],
    ['legacy.arrows', [192, 16], 'f32'],
    ['lz4.feather', [192, 16], 'f32'],
    ['zstd.arrow', [192, 16], 'f64'],
    ['tensor.arrow', [12, 16, 16], 'f32'],
    ['nested.arrows', [12, 16, 16], 'f32'],
    ['nested-lz4.arrow', [12, 16, 16], 'f32']
  ])('%s holds the rows', async (name, shape, dtype) => {
    const reader = await openActivations({ path: arrow(name) })
    expect([reader.array, reader.shape, reader.dtype]).toEqual(['acts', shape, dtype])
    expect(await reader.read(0, 192)).toEqual(rows)
    for (const [start, count] of [
      [0, 1],
      [49, 3],
      [60, 100],
      [191, 1],
      [7, 0]
    ])
      expect(await reader.read(start, count)).toEqual(rows.slice(start * 16, (start + count) * 16))
    await reader.close()
  })

  it('f16.arrow holds the rows as halves', async () => {
    expect(await valuesOf(arrow('f16.arrow'))).toEqual(f32FromF16(f16FromF32(rows)))
  })

  it('reads overlap', async () => {
    const reader = await openActivations({ path: arrow('lz4.feather') })
    const parts = await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map((part) => reader.read(part * 24, 24)))
    expect(parts.flatMap((part) => [...part])).toEqual([...rows])
    await reader.close()
  })

  it('zstd.arrow holds them wherever Node puts what it decompresses', async () => {
    const small = zstdCompressSync(Buffer.alloc(100))
    for (let times = 0; times < 20; times += 1) {
      await promisify(zstdDecompress)(small, { maxOutputLength: 200 })
      expect(await valuesOf(arrow('zstd.arrow'))).toEqual(rows)
    }
  })

  it('a null among the numbers is one that is not finite', async () => {
    const values = await valuesOf(arrow('null-value.arrow'))
    expect(values[132 * 16 + 3]).toBeNaN()
    expect(values.filter(Number.isNaN).length).toBe(1)
  })

  it.each([
    ['ragged.arrow', '9 values in row 130 of column “acts”, and 16'],
    ['null-row.arrow', 'no values in row 131']
  ])('%s names the row that does not fit', async (name, words) => {
    const error = await errorOf(valuesOf(arrow(name)))
    expect([error.code, error.place]).toEqual(['wrong-shape', arrow(name)])
    expect(error.message).toContain(words)
  })
})

describe('row tables', () => {
  it.each(['fixed.arrow', 'fixed.arrows', 'lz4.feather', 'zstd.arrow'])('%s holds cells of all kinds', async (name) => {
    const numbers = Array.from({ length: 180 }, (_, index) => index + 5)
    const cells = await columnsOf(arrow(name), 5, 185)
    expect(cells).toEqual({
      token: numbers.map((row) => (row === 7 ? null : `t${row} ä`)),
      doc: numbers.map((row) => `book ${Math.floor(row / 20)}`),
      flag: numbers.map((row) => String(row % 2 === 0)),
      when: numbers.map((row) => new Date(1_700_000_000_000 + row).toISOString()),
      big: numbers.map((row) => String(2n ** 60n + BigInt(row))),
      half: numbers.map((row) => row / 4),
      view: numbers.map((row) => (row % 2 ? 'short' : `a text that is longer, ${row}`))
    })
  })

  it.each(['tensor.arrow', 'nested.arrows', 'nested-lz4.arrow', 'tokens-only.arrow'])(
    '%s has a row per position, with what is said of its sequence',
    async (name) => {
      expect(await columnsOf(arrow(name), 140, 146)).toEqual({
        token_ids: [980, 987, 994, 1001, 1008, 1015],
        split: ['train', 'train', 'train', 'train', 'test', 'test'],
        document: [8, 8, 8, 8, 9, 9],
        position: [12, 13, 14, 15, 0, 1]
      })
    }
  )

  it('gives all rows in blocks', async () => {
    const table = await openTable({ path: arrow('fixed.arrow') })
    const cells: Cell[] = []
    for await (const block of table.blocks()) cells.push(...(await block.column('half')))
    expect(cells).toEqual(Array.from({ length: 192 }, (_, row) => row / 4))
    await table.close()
  })
})

describe('bad files', () => {
  const file = readFileSync(arrow('fixed.arrow'))
  const stream = readFileSync(arrow('fixed.arrows'))

  it.each([
    ['cut at its end.arrow', file.subarray(0, -3), 'truncated'],
    ['cut in a batch.arrow', file.subarray(0, 5000), 'truncated'],
    ['cut in a batch.arrows', stream.subarray(0, 9000), 'truncated'],
    ['cut in a prefix.arrows', stream.subarray(0, 9), 'truncated'],
    ['only a schema.arrows', stream.subarray(0, 8 + stream.readInt32LE(4)), 'empty'],
    ['nothing of it.arrow', Buffer.from('not at all, sorry'), 'malformed'],
    [
      'absurd footer.arrow',
      Buffer.concat([file.subarray(0, -10), Buffer.from([255, 255, 255, 127]), file.subarray(-6)]),
      'malformed'
    ],
    ['a second schema.arrows', Buffer.concat([stream.subarray(0, -8), stream]), 'malformed'],
    ['old.feather', Buffer.concat([Buffer.from('FEA1'), Buffer.alloc(100)]), 'unsupported']
  ])('refuses %s', async (name, content, code) => {
    const path = writeText(folder, name, content)
    const error = await errorOf(openActivations({ path }))
    expect([error.code, error.place]).toEqual([code, path])
    expect(error.message).toContain(name)
    expect(error.hint).toBeTruthy()
  })
})
