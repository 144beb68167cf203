import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LoupeError } from '../../../../../contract/wire/errors'
import { safetensorsParts } from '../../../../../main/codecs/safetensors-writing'
import { factsOfFile } from '../../../../../main/interchange/files/file-facts'
import { createFileWriter, writeFileWhole } from '../../../../../main/interchange/files/file-writer'
import { openSafetensors } from '../../../../../main/interchange/files/safetensors-file'
import { readError, writeError } from '../../../../../main/interchange/files/system-errors'
import { temporaryFolder } from '../material'

describe('a file that is written piece by piece', () => {
  it('has the pieces in order, its size and its hash', async () => {
    const path = join(temporaryFolder(), 'a')
    const large = new Uint8Array(3 << 20).map((_, i) => i % 251)
    const facts = await writeFileWhole(path, ['grüß', large, '🙂'])
    const expected = Buffer.concat([Buffer.from('grüß'), large, Buffer.from('🙂')])
    expect(readFileSync(path).equals(expected)).toBe(true)
    expect(facts).toEqual({ sizeBytes: expected.length, sha256: createHash('sha256').update(expected).digest('hex') })
    expect(await factsOfFile(path)).toEqual(facts)
  })

  it('may be empty', async () => {
    const path = join(temporaryFolder(), 'a')
    expect(await writeFileWhole(path, [])).toEqual({ sizeBytes: 0, sha256: createHash('sha256').digest('hex') })
    expect(readFileSync(path)).toHaveLength(0)
  })

  it('never replaces another', async () => {
    const path = join(temporaryFolder(), 'a')
    writeFileSync(path, 'mine')
    await expect(createFileWriter(path)).rejects.toMatchObject({ code: 'EEXIST' })
    expect(readFileSync(path, 'utf8')).toBe('mine')
  })
})

describe('a safetensors file read tensor by tensor', () => {
  it('gives each type as f32, and whole numbers exactly', async () => {
    const path = join(temporaryFolder(), 'a.safetensors')
    const parts = safetensorsParts(
      {
        half: { shape: [2], data: Float32Array.of(0.5, -2), dtype: 'f16' },
        brain: { shape: [1], data: Float32Array.of(3), dtype: 'bf16' },
        full: { shape: [1, 2], data: Float32Array.of(1.1, 2.2) },
        long: { shape: [1], data: BigInt64Array.of(2n ** 53n + 1n) },
        none: { shape: [0, 4], data: new Float32Array(0) }
      },
      { made: 'here' }
    )
    await writeFileWhole(path, parts)
    const file = await openSafetensors(path)
    expect(file.metadata).toEqual({ made: 'here' })
    expect(await file.tensor('half')).toEqual({ shape: [2], data: Float32Array.of(0.5, -2) })
    expect((await file.tensor('brain')).data).toEqual(Float32Array.of(3))
    expect(await file.tensor('full')).toEqual({ shape: [1, 2], data: Float32Array.of(1.1, 2.2) })
    expect(await file.numbers('long')).toEqual(BigInt64Array.of(2n ** 53n + 1n))
    expect((await file.tensor('none')).data).toHaveLength(0)
    await expect(file.tensor('W_enc')).rejects.toMatchObject({ code: 'malformed', place: path })
    await file.close()
  })

  it('names the file when it is cut off or something else', async () => {
    const path = join(temporaryFolder(), 'a.safetensors')
    writeFileSync(path, 'hello, this is a text and no safetensors file')
    await expect(openSafetensors(path)).rejects.toMatchObject({ place: path, message: expect.stringContaining(path) })
    writeFileSync(path, Buffer.of(5, 0))
    await expect(openSafetensors(path)).rejects.toMatchObject({ code: 'truncated' })
  })
})

describe('what the system says', () => {
  const system = (code: string): Error => Object.assign(new Error(code), { code })

  it.each([
    ['EACCES', 'unwritable'],
    ['EPERM', 'unwritable'],
    ['EROFS', 'unwritable'],
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['ENOENT', 'not-found'],
    ['EWHAT', 'internal']
  ])('becomes a coded error with the folder while writing (%s)', (code, expected) => {
    expect(writeError(system(code), '/some/folder')).toMatchObject({ code: expected, place: '/some/folder' })
  })

  it('names the folder of the person, not the hidden one beside it', () => {
    const hidden = Object.assign(new Error('ENOENT'), { code: 'ENOENT', path: '/some/.folder.0f.partial' })
    const { message, place } = writeError(hidden, '/some/folder')
    expect([place, message.includes('partial')]).toEqual(['/some/folder', false])
  })

  it('is about reading while reading', () => {
    expect(readError(system('EACCES'), '/some/file')).toMatchObject({ code: 'unreadable', place: '/some/file' })
  })

  it('does not hide an error that has a code already', () => {
    const own = new LoupeError('exists', 'there')
    expect(writeError(own, '/some/folder')).toBe(own)
    expect(readError(own, '/some/folder')).toBe(own)
  })

  it.skipIf(!existsSync('/dev/full'))('is what a full device really says', async () => {
    const { open } = await import('node:fs/promises')
    const device = await open('/dev/full', 'w')
    const thrown = await device.write(new Uint8Array(10)).catch((error: unknown) => error)
    await device.close()
    expect(writeError(thrown, '/dev')).toMatchObject({ code: 'disk-full' })
  })
})
