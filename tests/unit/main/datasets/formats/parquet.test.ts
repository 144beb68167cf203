/** Parquet files of pyarrow as activations: lists in the encodings and page versions that writers use. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openActivations } from '../../../../../main/datasets/activations'
import { f16FromF32, f32FromF16 } from '../../../../../main/maths/half-floats'
import { activationFixture, errorOf, fixtures } from '../support'
import { columnsOf, goldenRows as rows, valuesOf } from './golden-rows'

const parquet = (name: string): string => join(fixtures, 'datasets', 'parquet', name)

describe('activations', () => {
  it.each([
    ['dictionary.parquet', [192, 16], 'f32'],
    ['plain.parquet', [192, 16], 'f32'],
    ['v2-zstd.parquet', [192, 16], 'f32'],
    ['split.parquet', [192, 16], 'f64'],
    ['tensor.parquet', [12, 16, 16], 'f32'],
    ['nested.parquet', [12, 16, 16], 'f32']
  ])('%s holds the rows', async (name, shape, dtype) => {
    const reader = await openActivations({ path: parquet(name) })
    expect([reader.array, reader.shape, reader.dtype]).toEqual(['acts', shape, dtype])
    expect(await reader.read(0, 192)).toEqual(rows)
    for (const [start, count] of [
      [0, 1],
      [69, 3],
      [60, 100],
      [191, 1],
      [7, 0]
    ])
      expect(await reader.read(start, count)).toEqual(rows.slice(start * 16, (start + count) * 16))
    await reader.close()
  })

  it('the file of the golden set holds the rows beside their tokens', async () => {
    const path = activationFixture('rows.parquet')
    expect(await valuesOf(path)).toEqual(rows)
    expect(Object.keys(await columnsOf(path, 0, 3))).toEqual(['token'])
  })

  it('f16.parquet holds the rows as halves', async () => {
    const reader = await openActivations({ path: parquet('f16.parquet') })
    expect(reader.dtype).toBe('f16')
    expect(await reader.read(0, 192)).toEqual(f32FromF16(f16FromF32(rows)))
    await reader.close()
  })

  it('reads overlap', async () => {
    const reader = await openActivations({ path: parquet('plain.parquet') })
    const parts = await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map((part) => reader.read(part * 24, 24)))
    expect(parts.flatMap((part) => [...part])).toEqual([...rows])
    await reader.close()
  })

  it('a null among the numbers is one that is not finite', async () => {
    const values = await valuesOf(parquet('null-value.parquet'))
    expect(values[132 * 16 + 3]).toBeNaN()
    expect(values.filter(Number.isNaN).length).toBe(1)
    expect(values[132 * 16 + 4]).toBe(rows[132 * 16 + 4])
  })

  it.each([
    ['ragged.parquet', 'in row 130 of'],
    ['null-row.parquet', 'in row 131 of']
  ])('%s names the row that does not fit', async (name, words) => {
    const error = await errorOf(valuesOf(parquet(name)))
    expect([error.code, error.place]).toEqual(['wrong-shape', parquet(name)])
    expect(error.message).toContain(words)
  })
})

describe('row tables', () => {
  it.each(['dictionary.parquet', 'plain.parquet', 'v2-zstd.parquet'])('%s holds cells of all kinds', async (name) => {
    const numbers = Array.from({ length: 180 }, (_, index) => index + 5)
    expect(await columnsOf(parquet(name), 5, 185)).toEqual({
      token: numbers.map((row) => (row === 7 ? null : `t${row} ä`)),
      doc: numbers.map((row) => `book ${Math.floor(row / 20)}`),
      flag: numbers.map((row) => String(row % 2 === 0)),
      when: numbers.map((row) => new Date(1_700_000_000_000 + row).toISOString()),
      big: numbers.map((row) => String(2n ** 60n + BigInt(row))),
      half: numbers.map((row) => row / 4)
    })
  })

  it.each(['tensor.parquet', 'nested.parquet'])('%s has a row per position, with what is said of its sequence', async (name) => {
    expect(await columnsOf(parquet(name), 140, 146)).toEqual({
      token_ids: [980, 987, 994, 1001, 1008, 1015],
      split: ['train', 'train', 'train', 'train', 'test', 'test'],
      document: [8, 8, 8, 8, 9, 9],
      position: [12, 13, 14, 15, 0, 1]
    })
  })
})
