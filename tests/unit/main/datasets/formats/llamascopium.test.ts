/** Chunks as Llamascopium's writer lays them out. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tensorsToSafetensors } from '../../../../../main/codecs/safetensors-writing'
import { openSource } from '../../../../../main/datasets/open-source'
import { errorOf, fixtures, temporaryFolder } from '../support'
import { copyOf, damaged, readFolder } from './folder-copies'
import { goldenRows as rows } from './golden-rows'

const within = temporaryFolder()
const contexts = join(fixtures, 'llamascopium', 'contexts')
const ranks = join(fixtures, 'llamascopium', 'ranks')
const first = 'chunk-00000000.safetensors'

describe('chunks of contexts', () => {
  it('hold the rows', async () => {
    expect(await readFolder(contexts)).toEqual({ rows: 192, dIn: 16, values: rows })
  })

  it('have tokens, mask and places as table', async () => {
    const { format, table, close } = await openSource({ path: contexts })
    expect([format, table?.rows, table?.columns]).toEqual([
      'Llamascopium chunks',
      192,
      ['token_id', 'mask', 'document', 'position']
    ])
    const block = await table?.read(78, 82)
    expect(await block?.column('token_id')).toEqual([1078, 1079, 1080, 1081])
    expect(await block?.column('mask')).toEqual([1, 1, 1, 1].map((_, i) => ((1078 + i) % 16 > 0 ? 1 : 0)))
    expect(await block?.column('document')).toEqual([4, 4, 5, 5])
    expect(await block?.column('position')).toEqual([14, 15, 0, 1])
    await close()
  })
})

describe('chunks of several ranks, flat', () => {
  it('hold the rows in the order of ranks', async () => {
    const { values } = await readFolder(ranks)
    for (const [i, value] of rows.entries()) expect(Math.abs(values[i] - value)).toBeLessThanOrEqual(Math.abs(value) / 256)
  })

  it('have tokens in the same order', async () => {
    const { table, close } = await openSource({ path: ranks })
    expect(table?.columns).toEqual(['token_id'])
    expect(await (await table?.read(0, 192))?.column('token_id')).toEqual(Array.from({ length: 192 }, (_, i) => 1000 + i))
    await close()
  })
})

describe('chunks that do not fit', () => {
  it('with fewer tokens than rows are refused', async () => {
    const copy = copyOf(within, 'llamascopium', 'contexts')
    const tensors = {
      activation: { shape: [1, 16, 16], data: new Float32Array(256) },
      tokens: { shape: [1, 15], data: new Int32Array(15) }
    }
    for (const name of [first, 'chunk-00000001.safetensors', 'chunk-00000002.safetensors'])
      writeFileSync(join(copy, name), tensorsToSafetensors(tensors))
    const error = await errorOf(readFolder(copy))
    expect([error.code, error.place]).toEqual(['row-mismatch', copy])
    expect(error.message).toContain('48 rows of activations and 45 tokens')
  })

  it('of another width are refused by name', async () => {
    const copy = copyOf(within, 'llamascopium', 'contexts')
    const tensors = {
      activation: { shape: [1, 16, 8], data: new Float32Array(128) },
      tokens: { shape: [1, 16], data: new BigInt64Array(16) },
      mask: { shape: [1, 16], data: new Int32Array(16) }
    }
    writeFileSync(join(copy, 'chunk-00000001.safetensors'), tensorsToSafetensors(tensors))
    expect(await errorOf(readFolder(copy))).toMatchObject({
      code: 'wrong-shape',
      place: join(copy, 'chunk-00000001.safetensors')
    })
  })

  it('end in a coded error or in values', async () => {
    for await (const end of damaged(within, 200, 23, 'llamascopium', 'contexts')) {
      if (end instanceof Float32Array) continue
      expect(end).toMatchObject({ name: 'LoupeError', place: expect.any(String) })
      expect(end).not.toMatchObject({ code: 'internal' })
    }
  })
})
