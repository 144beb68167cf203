/** What a person named, opened: files, shards, folders, arrays of token ids beside activations. */
import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openActivations } from '../../../../main/datasets/activations'
import type { Cell } from '../../../../main/datasets/formats/format'
import { inspectFiles } from '../../../../main/datasets/inspect'
import { openTable } from '../../../../main/datasets/table'
import { activationFixture, errorOf, fixtures, npyBytes, tellingRows, temporaryFolder, writeNpy, writeText } from './support'

const folder = temporaryFolder()
const [rows, dIn] = [50, 8]
const all = tellingRows(rows, dIn)

/** Shards of 20, 25 and 5 rows whose order by name is not that of the alphabet. */
function shards(name: string): { path: string; files: string[] } {
  const path = join(folder, name)
  mkdirSync(path)
  const files = ['chunk-1.npy', 'chunk-2.npy', 'chunk-10.npy']
  for (const [index, [from, to]] of [
    [0, 20],
    [20, 45],
    [45, 50]
  ].entries())
    writeNpy(path, files[index], all.slice(from * dIn, to * dIn), [to - from, dIn])
  return { path, files }
}

describe('shards', () => {
  it('read as one array in natural order, across their borders', async () => {
    const reader = await openActivations(shards('one'))
    expect([reader.rows, reader.dIn]).toEqual([rows, dIn])
    expect(await reader.read(0, rows)).toEqual(all)
    expect(await reader.read(18, 30)).toEqual(all.slice(18 * dIn, 48 * dIn))
    await reader.close()
  })

  it('of another width are refused with the name of the first that differs', async () => {
    const source = shards('width')
    writeNpy(source.path, 'chunk-2.npy', tellingRows(3, 4), [3, 4])
    const error = await errorOf(openActivations(source))
    expect(error.code).toBe('wrong-shape')
    expect(error.message).toContain('chunk-2.npy')
    expect(error.message).toContain('f32 [3, 4]')
  })

  it('of another type or format are refused', async () => {
    const source = shards('type')
    writeText(source.path, 'chunk-2.npy', npyBytes(tellingRows(3, dIn), [3, dIn], 'f16'))
    expect((await errorOf(openActivations(source))).message).toContain('f16')
    cpSync(activationFixture('f16.safetensors'), join(source.path, 'chunk-10.npy'))
    writeNpy(source.path, 'chunk-2.npy', tellingRows(3, dIn), [3, dIn])
    expect((await errorOf(openActivations(source))).message).toContain('safetensors')
  })

  it('that are cut off or gone are named', async () => {
    const source = shards('cut')
    writeText(source.path, 'chunk-2.npy', npyBytes(tellingRows(3, dIn), [3, dIn]).subarray(0, 150))
    expect(await errorOf(openActivations(source))).toMatchObject({ code: 'truncated', place: join(source.path, 'chunk-2.npy') })
    const missing = { path: source.path, files: [...source.files, 'chunk-11.npy'] }
    expect((await errorOf(openActivations(missing))).code).not.toBe('internal')
  })

  it('are found in a folder by an inspection and described as one', async () => {
    const { path, files } = shards('inspected')
    const inspection = await inspectFiles([{ path }])
    expect(inspection.valid).toBe(true)
    expect(inspection.files).toHaveLength(1)
    expect(inspection.files[0]).toMatchObject({ name: 'chunk-#.npy', files, role: 'activations', rows, format: 'npy, 3 files' })
    expect(inspection.activations).toMatchObject({ rows, dIn })
  })
})

it('sequences that each file counts from 0 go on counting over its shards', async () => {
  const path = join(folder, 'sequences')
  mkdirSync(path)
  const files = ['part-0.arrows', 'part-1.arrows']
  for (const name of files) cpSync(join(fixtures, 'datasets', 'arrow', 'nested.arrows'), join(path, name))
  const table = await openTable({ path, files })
  expect(await (await table.read(190, 194)).column('document')).toEqual([11, 11, 12, 12])
  const all: Cell[] = []
  for await (const block of table.blocks()) all.push(...(await block.column('document')))
  expect(all).toEqual(Array.from({ length: 384 }, (_, row) => Math.floor(row / 16)))
  await table.close()
})

describe('token ids [sequences, positions]', () => {
  const path = join(folder, 'tokens')
  mkdirSync(path)
  writeNpy(path, 'acts.npy', tellingRows(12, 4), [3, 4, 4])
  const ids = BigInt64Array.from({ length: 12 }, (_, index) => BigInt(index % 3))
  const header = Buffer.from(npyBytes(new Float32Array(24), [3, 4]).subarray(0, 128))
  header.write(header.toString('latin1').replace('<f4', '<i8'), 'latin1')
  const tokens = writeText(path, 'ids.npy', Buffer.concat([header, Buffer.from(ids.buffer)]))
  writeText(path, 'vocab.json', '{"the":0,"Ġcat":1,"Ġsat":2}')

  it('are matched to the rows by themselves, with text from a vocabulary beside them', async () => {
    const inspection = await inspectFiles([{ path }])
    const roleOf = (name: string) => inspection.files.find((file) => file.name === name)?.role
    expect([roleOf('acts.npy'), roleOf('ids.npy'), roleOf('vocab.json')]).toEqual(['activations', 'rows', 'vocabulary'])
    expect(inspection.rowTable).toMatchObject({ rows: 12, matches: true, documents: 3 })
    expect(inspection.preview.find(({ row }) => row === 1)?.cells).toMatchObject({ token: ' cat', token_id: '1' })
  })

  it('are a table of ids without one', async () => {
    const table = await openTable({ path: tokens }, { rows: 12 })
    expect(table.columns).toContain('token_id')
    expect(await (await table.read(4, 8)).column('document')).toEqual([1, 1, 1, 1])
    await table.close()
  })

  it('of another number of rows are not taken', async () => {
    const other = join(folder, 'other')
    mkdirSync(other)
    cpSync(tokens, join(other, 'ids.npy'))
    writeNpy(other, 'acts.npy', tellingRows(10, 4), [10, 4])
    const inspection = await inspectFiles([{ path: other }])
    expect(inspection.rowTable).toBeUndefined()
    expect(inspection.activations?.rows).toBe(10)
  })
})
