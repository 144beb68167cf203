/** Safetensors files with an index. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openSource } from '../../../../../main/datasets/open-source'
import { errorOf, fixtures, temporaryFolder, writeText } from '../support'
import { copyOf, damaged, edit, readFolder } from './folder-copies'
import { goldenRows as rows } from './golden-rows'

const within = temporaryFolder()
const folder = join(fixtures, 'sharded-safetensors')
const index = 'model.safetensors.index.json'

describe('tensors over several files', () => {
  it('are listed in the order of the index', async () => {
    const { format, arrays, close } = await openSource({ path: folder })
    expect([format, arrays.map(({ name, dtype }) => `${name} ${dtype}`)]).toEqual([
      'safetensors with an index',
      ['layer.0 f32', 'ids i64', 'layer.1 bf16', 'layer.2 f64']
    ])
    await close()
  })

  it.each(['layer.0', 'layer.2'])('%s are the rows', async (array) => {
    expect(await readFolder(folder, array)).toEqual({ rows: 192, dIn: 16, values: rows })
  })

  it('in bf16 are the rows to 8 bits', async () => {
    const { values } = await readFolder(folder, 'layer.1')
    for (const [i, value] of rows.entries()) expect(Math.abs(values[i] - value)).toBeLessThanOrEqual(Math.abs(value) / 256)
  })
})

describe('a folder that is not whole', () => {
  const changed = (change: (text: string) => string): string => {
    const copy = copyOf(within, 'sharded-safetensors')
    edit(copy, index, change)
    return copy
  }

  it.each([
    ['../secret.safetensors', 'malformed'],
    ['/etc/passwd', 'malformed'],
    ['..', 'malformed'],
    ['sub\\\\x', 'malformed'],
    ['gone.safetensors', 'not-found']
  ])('naming %s is %s', async (name, code) => {
    const copy = changed((text) => text.replaceAll('model-00001-of-00002.safetensors', name))
    const error = await errorOf(readFolder(copy))
    expect(error.code).toBe(code)
    expect(error.place?.startsWith(copy)).toBe(true)
  })

  it('that outgrows its index is told so', async () => {
    const error = await errorOf(readFolder(changed((text) => text.replace('"layer.0"', '"layer.9"'))))
    expect([error.code, error.message]).toEqual([
      'malformed',
      '“model-00001-of-00002.safetensors” does not hold tensor “layer.9”, though the index says so.'
    ])
  })

  it.each([
    ['[]', 'malformed'],
    ['{"weight_map": 3}', 'malformed'],
    ['{"weight_map": {"a": 3}}', 'malformed'],
    ['{"weight_map": {}}', 'empty'],
    ['{', 'malformed']
  ])('with the index %s is %s', async (text, code) => {
    expect((await errorOf(readFolder(changed(() => text)))).code).toBe(code)
  })

  it('with two indexes is not guessed at', async () => {
    const copy = copyOf(within, 'sharded-safetensors')
    writeFileSync(join(copy, 'other.safetensors.index.json'), '{}')
    expect((await errorOf(readFolder(copy))).code).toBe('unsupported')
  })

  it('missing a file says which', async () => {
    const copy = copyOf(within, 'sharded-safetensors')
    rmSync(join(copy, 'model-00002-of-00002.safetensors'))
    expect(await errorOf(readFolder(copy))).toMatchObject({
      code: 'not-found',
      place: join(copy, 'model-00002-of-00002.safetensors')
    })
  })

  it('ends in a coded error or in values', async () => {
    for await (const end of damaged(within, 200, 17, 'sharded-safetensors')) {
      if (end instanceof Float32Array) continue
      expect(end).toMatchObject({ name: 'LoupeError', place: expect.any(String) })
      expect(end).not.toMatchObject({ code: 'internal' })
    }
  })
})

it('eight-bit floats are refused in words', async () => {
  const header = Buffer.from(JSON.stringify({ x: { dtype: 'F8_E4M3', shape: [2, 2], data_offsets: [0, 4] } }))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(header.length))
  const path = writeText(within, 'f8.safetensors', Buffer.concat([length, header, Buffer.alloc(4)]))
  const error = await errorOf(readFolder(path))
  expect(error.code).toBe('unsupported')
  expect(error.message).toContain('F8_E4M3')
})
