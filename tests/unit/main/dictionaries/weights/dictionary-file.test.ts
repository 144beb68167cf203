import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import { tensorsToSafetensors } from '../../../../../main/codecs/safetensors-writing'
import type { Dictionary } from '../../../../../main/dictionaries'
import { safetensorsFromDictionary } from '../../../../../main/dictionaries'
import { openDictionaryFile } from '../../../../../main/dictionaries/weights/dictionary-file'
import { dictionaryOf, everyDictionary } from '../random'

const folder = mkdtempSync(join(tmpdir(), 'loupe-dictionary-file-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function write(dictionary: Dictionary): string {
  const path = join(folder, 'dictionary.safetensors')
  writeFileSync(path, Buffer.concat(safetensorsFromDictionary(dictionary)))
  return path
}

async function opened(dictionary: Dictionary) {
  const file = await openDictionaryFile(write(dictionary))
  onTestFinished(() => file.close())
  return file
}

describe('a dictionary read in parts', () => {
  it.each(everyDictionary)('says what it is: %s', async (_name, dictionary) => {
    const { tensors: _tensors, ...about } = dictionary
    expect((await opened(dictionary)).about).toEqual(about)
  })

  it('gives rows in the order asked for, also twice, and none', async () => {
    const dictionary = dictionaryOf({ dSae: 5_000, dIn: 16 })
    const file = await opened(dictionary)
    const { data } = dictionary.tensors.W_dec
    const ids = [4_999, 0, 7, 8, 2_500, 7]
    const expected = ids.flatMap((id) => [...data.subarray(id * 16, (id + 1) * 16)])
    expect([...(await file.rows('W_dec', ids))]).toEqual(expected)
    expect(await file.rows('W_dec', [])).toHaveLength(0)
  })

  it('gives all rows in blocks, and whole tensors', async () => {
    const dictionary = dictionaryOf({ dSae: 9_000, dIn: 300 })
    const file = await opened(dictionary)
    const { data } = dictionary.tensors.W_dec
    let blocks = 0
    let next = 0
    for await (const { first, count, rows } of file.blocks('W_dec')) {
      expect(first).toBe(next)
      expect(Buffer.from(rows.buffer).equals(Buffer.from(data.slice(first * 300, (first + count) * 300).buffer))).toBe(true)
      next = first + count
      blocks += 1
    }
    expect(next).toBe(9_000)
    expect(blocks).toBeGreaterThan(2)
    expect(await file.tensor('b_dec')).toEqual(dictionary.tensors.b_dec.data)
    await expect(file.tensor('W_skip')).rejects.toMatchObject({ code: 'wrong-shape', place: 'W_skip' })
  })

  it('is refused when it is cut, something else, or lacks a tensor', async () => {
    const path = write(dictionaryOf())
    truncateSync(path, 700)
    await expect(openDictionaryFile(path)).rejects.toMatchObject({ code: 'truncated' })
    writeFileSync(path, tensorsToSafetensors({ W_dec: { shape: [2, 1], data: Float32Array.of(1, 2) } }))
    await expect(openDictionaryFile(path)).rejects.toMatchObject({ code: 'malformed' })
    const { b_enc: _b_enc, ...tensors } = dictionaryOf().tensors
    writeFileSync(path, Buffer.concat(safetensorsFromDictionary({ ...dictionaryOf(), tensors })))
    await expect(openDictionaryFile(path)).rejects.toMatchObject({ code: 'wrong-shape', place: 'b_enc' })
    await expect(openDictionaryFile(join(folder, 'nothing'))).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
