/** Raw numbers with the layout behind the file's name. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { swapBytes } from '../../../../../main/codecs/dtypes'
import { openActivations } from '../../../../../main/datasets/activations'
import { activationFixture, errorOf, temporaryFolder, writeText } from '../support'
import { goldenRows as rows } from './golden-rows'

const folder = temporaryFolder()
const golden = activationFixture('raw-f32.bin')

async function readAll(path: string, array?: string) {
  const reader = await openActivations(array === undefined ? { path } : { path, array })
  try {
    const values = await reader.read(0, reader.rows)
    return { rows: reader.rows, dIn: reader.dIn, array: reader.array, values }
  } finally {
    await reader.close()
  }
}

describe('numbers without a header', () => {
  it.each(['f32[192,16]', 'f32[?,16]', 'f32[12,16,16]', '<f4[?,4,4,4]', 'float32[ ?, 16 ]'])('%s', async (array) => {
    const dIn = 16
    expect(await readAll(golden, array)).toEqual({ rows: 192, dIn, array, values: rows })
  })

  it('of the other byte order, behind a header of 128 bytes', async () => {
    const bytes = Buffer.from(readFileSync(golden))
    swapBytes(bytes, 4)
    const path = writeText(folder, 'big.dat', Buffer.concat([Buffer.alloc(128, 1), bytes]))
    expect((await readAll(path, '>f32[?,16]@128')).values).toEqual(rows)
  })

  it('under any name, and whatever they look like', async () => {
    // Begins as a Python pickle does.
    const bytes = Buffer.from(readFileSync(golden))
    bytes[0] = 0x80
    bytes[1] = 2
    const path = writeText(folder, 'numbers', bytes)
    expect((await readAll(path, 'f32[?,16]')).values.subarray(1)).toEqual(rows.subarray(1))
  })

  it('shards of them continue each other', async () => {
    const bytes = readFileSync(golden)
    writeText(folder, 'part-1.bin', bytes.subarray(0, 6400))
    writeText(folder, 'part-2.bin', bytes.subarray(6400))
    const source = { path: folder, files: ['part-1.bin', 'part-2.bin'], array: 'f32[?,16]' }
    const reader = await openActivations(source)
    expect(await reader.read(0, 192)).toEqual(rows)
    await reader.close()
  })
})

describe('what is refused', () => {
  it('says how to write the layout, with widths that fit', async () => {
    const error = await errorOf(readAll(golden))
    expect([error.code, error.place]).toEqual(['unsupported', golden])
    expect(error.hint).toContain('raw-f32.bin:f32[?,768]')
    expect(error.hint).toMatch(/as f32 .*768/)
  })

  it.each([
    ['acts', 'unsupported', '“acts”'],
    ['f32[193,16]', 'truncated', '12352 bytes'],
    ['f32[100,16]', 'wrong-shape', 'bytes more'],
    ['f32[?,17]', 'wrong-shape', 'over'],
    ['f32[3072]', 'wrong-shape', '[3072]']
  ])('%s is %s', async (array, code, words) => {
    const error = await errorOf(readAll(golden, array))
    expect(error.code).toBe(code)
    expect(error.message).toContain(words)
    expect(error.message).toContain('raw-f32.bin')
    expect([error.place, typeof error.hint]).toEqual([golden, 'string'])
  })
})
