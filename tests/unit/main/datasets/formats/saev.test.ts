/** Shards of saev in each protocol, as its writer lays them out. */
import { truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openActivations } from '../../../../../main/datasets/activations'
import { openSource } from '../../../../../main/datasets/open-source'
import { errorOf, fixtures, temporaryFolder } from '../support'
import { copyOf, damaged, edit, readFolder } from './folder-copies'
import { goldenRows as rows } from './golden-rows'

const within = temporaryFolder()
const folder = (protocol: string): string => join(fixtures, 'saev', protocol)

describe.each(['2.1', '2.0', '1.0.0'])('protocol %s', (protocol) => {
  it('has an array per layer', async () => {
    const { format, arrays, close } = await openSource({ path: folder(protocol) })
    expect(format).toBe('saev shards')
    expect(arrays).toEqual([
      { name: 'layer 3', dtype: 'f32', shape: [12, 16, 16] },
      { name: 'layer 11', dtype: 'f32', shape: [12, 16, 16] }
    ])
    await close()
  })

  it('holds the rows of each layer, over all shards', async () => {
    expect((await readFolder(folder(protocol), 'layer 11')).values).toEqual(rows)
    expect((await readFolder(folder(protocol), 'layer 3')).values).toEqual(rows.map((value) => -value))
  })

  it('gives the same rows in parts', async () => {
    const reader = await openActivations({ path: folder(protocol), array: 'layer 11' })
    for (const [start, count] of [
      [0, 1],
      [70, 30],
      [15, 2],
      [191, 1]
    ]) {
      expect(await reader.read(start, count)).toEqual(rows.slice(start * 16, (start + count) * 16))
    }
    await reader.close()
  })
})

it('reads long runs of a layer from their places', async () => {
  const [tokens, dModel] = [70, 300]
  const copy = copyOf(within, 'saev', '2.0')
  edit(copy, 'metadata.json', (text) =>
    JSON.stringify({ ...JSON.parse(text), layers: [1, 2], patches_per_ex: tokens - 1, d_model: dModel, n_ex: 3 })
  )
  edit(copy, 'shards.json', () => JSON.stringify([2, 1].map((n, i) => ({ name: `acts00000${i}.bin`, n_ex: n }))))
  // Number i of an array [3, 2, tokens, d] is i.
  const all = Float32Array.from({ length: 6 * tokens * dModel }, (_, i) => i)
  writeFileSync(join(copy, 'acts000000.bin'), all.subarray(0, 4 * tokens * dModel))
  writeFileSync(join(copy, 'acts000001.bin'), all.subarray(4 * tokens * dModel))
  const layer = Float32Array.from({ length: 3 * tokens * dModel }, (_, i) => {
    const example = Math.floor(i / (tokens * dModel))
    return (2 * example + 1) * tokens * dModel + (i % (tokens * dModel))
  })
  expect((await readFolder(copy, 'layer 2')).values).toEqual(layer)
  const reader = await openActivations({ path: copy, array: 'layer 2' })
  expect(await reader.read(60, 100)).toEqual(layer.slice(60 * dModel, 160 * dModel))
  await reader.close()
})

describe('the table', () => {
  it('has a label for each content token and none for the class token', async () => {
    const { table, close } = await openSource({ path: folder('2.1') })
    expect([table?.rows, table?.columns]).toEqual([192, ['document', 'position', 'label']])
    const block = await table?.read(14, 35)
    // 15 content tokens an example: labels count on from 14 (14 % 7 = 0) in the next example.
    expect(await block?.column('label')).toEqual([6, 0, null, 1, 2, 3, 4, 5, 6, 0, 1, 2, 3, 4, 5, 6, 0, 1, null, 2, 3])
    expect((await block?.column('document'))?.slice(0, 4)).toEqual([0, 0, 1, 1])
    expect((await block?.column('position'))?.slice(0, 4)).toEqual([14, 15, 0, 1])
    await close()
  })

  it('without labels tells example and place', async () => {
    const { table, close } = await openSource({ path: folder('2.0') })
    expect(table?.columns).toEqual(['document', 'position'])
    await close()
  })
})

describe('a folder that is not whole', () => {
  it('with a shard that is cut off names it', async () => {
    const copy = copyOf(within, 'saev', '2.1')
    truncateSync(join(copy, 'acts000001.bin'), 10_239)
    const error = await errorOf(readFolder(copy))
    expect([error.code, error.place]).toEqual(['truncated', join(copy, 'acts000001.bin')])
    expect(error.message).toContain('10240')
  })

  it('with labels that are cut off names them', async () => {
    const copy = copyOf(within, 'saev', '2.1')
    truncateSync(join(copy, 'labels.bin'), 100)
    expect(await errorOf(readFolder(copy))).toMatchObject({ code: 'truncated', place: join(copy, 'labels.bin') })
  })

  it.each([
    ['metadata.json', '"float32"', '"float16"', 'unsupported'],
    ['metadata.json', '"2.1"', '"9"', 'unsupported'],
    ['metadata.json', '"n_examples": 12', '"n_examples": 13', 'malformed'],
    ['metadata.json', '"d_model": 16', '"d_model": 9007199254740991', 'malformed'],
    ['metadata.json', '"d_model": 16', '"d_model": 1000000000000', 'truncated'],
    ['shards.json', 'acts000001.bin', '../acts000001.bin', 'malformed'],
    ['shards.json', 'acts000001.bin', 'acts000009.bin', 'not-found']
  ])('%s with %s as %s is %s', async (name, from, to, code) => {
    const copy = copyOf(within, 'saev', '2.1')
    edit(copy, name, (text) => text.replace(from, to))
    const error = await errorOf(readFolder(copy))
    expect(error.code).toBe(code)
    expect(error.place?.startsWith(copy)).toBe(true)
  })

  it('ends in a coded error or in values', async () => {
    for await (const end of damaged(within, 200, 5, 'saev', '2.1')) {
      if (end instanceof Float32Array) continue
      expect(end).toMatchObject({ name: 'LoupeError', place: expect.any(String) })
      expect(end).not.toMatchObject({ code: 'internal' })
    }
  })
})
