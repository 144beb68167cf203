/** Fingerprints and references: the same data are found again, changed data are not taken for them. */
import { cpSync, mkdirSync, renameSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fingerprintOf, sampledRanges } from '../../../../../main/datasets/files/fingerprint'
import { InputFile } from '../../../../../main/datasets/files/input-file'
import { referenceTo, resolveReference } from '../../../../../main/datasets/files/references'
import { errorOf, temporaryFolder, writeText } from '../support'

const folder = temporaryFolder()
const largeBytes = 20 * 1024 * 1024

async function fingerprint(path: string): Promise<string> {
  const file = await InputFile.open(path)
  try {
    return await fingerprintOf(file)
  } finally {
    await file.close()
  }
}

async function changeByte(path: string, offset: number): Promise<void> {
  const handle = await open(path, 'r+')
  const byte = Buffer.alloc(1)
  await handle.read(byte, 0, 1, offset)
  byte[0] ^= 1
  await handle.write(byte, 0, 1, offset)
  await handle.close()
}

describe('fingerprintOf', () => {
  it('sees every byte of a small file', async () => {
    const path = writeText(folder, 'small', Buffer.alloc(1000, 1))
    const before = await fingerprint(path)
    expect(before).toMatch(/^[0-9a-f]{64}$/)
    await changeByte(path, 617)
    expect(await fingerprint(path)).not.toBe(before)
  })

  it('sees head, tail, samples and length of a large file, whatever its name and time', async () => {
    const path = writeText(folder, 'large', Buffer.alloc(largeBytes, 3))
    const before = await fingerprint(path)
    cpSync(path, join(folder, 'copy'))
    utimesSync(join(folder, 'copy'), 1, 1)
    expect(await fingerprint(join(folder, 'copy'))).toBe(before)
    const ranges = sampledRanges(largeBytes)
    for (const offset of [0, largeBytes - 1, ranges[1][0], ranges[40][0] + 5]) {
      await changeByte(path, offset)
      expect(await fingerprint(path)).not.toBe(before)
      await changeByte(path, offset)
    }
    expect(await fingerprint(path)).toBe(before)
    truncateSync(path, largeBytes - 1)
    expect(await fingerprint(path)).not.toBe(before)
  })
})

it('samples stay inside the file, in order, and are few', () => {
  for (const size of [1, 8 * 2 ** 20, 8 * 2 ** 20 + 1, 2 ** 30, 2 ** 40 + 12345]) {
    const ranges = sampledRanges(size)
    expect(ranges[0][0]).toBe(0)
    expect(ranges[ranges.length - 1][0] + ranges[ranges.length - 1][1]).toBe(size)
    expect(ranges.every(([offset, length], i) => offset + length <= size && (i === 0 || offset > ranges[i - 1][0]))).toBe(true)
    expect(ranges.reduce((sum, [, length]) => sum + length, 0)).toBeLessThanOrEqual(8 * 2 ** 20)
  }
})

describe('references', () => {
  const project = join(folder, 'work', 'p.loupe')
  mkdirSync(join(folder, 'work', 'data'), { recursive: true })
  mkdirSync(project)
  const path = writeText(join(folder, 'work', 'data'), 'acts.bin', Buffer.alloc(100, 5))

  it('hold absolute and relative path, size and fingerprint', async () => {
    expect(await referenceTo({ path, array: 'x' }, project)).toMatchObject({
      path,
      array: 'x',
      relativePath: '../data/acts.bin',
      sizeBytes: 100,
      fingerprint: await fingerprint(path)
    })
  })

  it('are found in place, and relative to the project after both have moved', async () => {
    const reference = await referenceTo({ path }, project)
    expect(await resolveReference(reference, project)).toEqual({ path })
    renameSync(join(folder, 'work'), join(folder, 'moved'))
    const moved = join(folder, 'moved', 'data', 'acts.bin')
    expect(await resolveReference(reference, join(folder, 'moved', 'p.loupe'))).toEqual({ path: moved })
    renameSync(join(folder, 'moved'), join(folder, 'work'))
  })

  it('prefer an unchanged file elsewhere to a changed one in place', async () => {
    const reference = await referenceTo({ path }, project)
    cpSync(join(folder, 'work'), join(folder, 'copied'), { recursive: true })
    await changeByte(path, 3)
    const copied = join(folder, 'copied', 'p.loupe')
    expect(await resolveReference(reference, copied)).toEqual({ path: join(folder, 'copied', 'data', 'acts.bin') })
    const error = await errorOf(resolveReference(reference, project))
    expect([error.code, error.place]).toEqual(['changed', path])
    await changeByte(path, 3)
  })

  it('say when the file is gone, and still when another is in its place', async () => {
    const reference = await referenceTo({ path }, project)
    rmSync(path)
    const error = await errorOf(resolveReference(reference, project))
    expect([error.code, error.place]).toEqual(['not-found', path])
    expect(error.hint).toContain('show Loupe where it is')
    writeFileSync(path, Buffer.alloc(100, 6))
    expect((await errorOf(resolveReference(reference, project))).code).toBe('changed')
  })

  it('find a file that was renamed or moved near by, by its content', async () => {
    const own = join(folder, 'near')
    mkdirSync(join(own, 'data'), { recursive: true })
    mkdirSync(join(own, 'p.loupe'))
    const before = writeText(join(own, 'data'), 'a.npy', Buffer.alloc(300, 7))
    const reference = await referenceTo({ path: before }, join(own, 'p.loupe'))
    const after = join(own, 'renamed.npy')
    renameSync(before, after)
    writeText(join(own, 'data'), 'other.npy', Buffer.alloc(300, 8))
    expect(await resolveReference(reference, join(own, 'p.loupe'))).toEqual({ path: after })
  })

  it('that is gone is not said to be another file of the same size beside it', async () => {
    const own = join(folder, 'beside')
    mkdirSync(join(own, 'elsewhere'), { recursive: true })
    const before = writeText(own, 'noisy.npy', Buffer.alloc(300, 1))
    writeText(own, 'clean.npy', Buffer.alloc(300, 2))
    const reference = await referenceTo({ path: before }, join(own, 'p.loupe'))
    rmSync(before)
    const error = await errorOf(resolveReference(reference, join(own, 'p.loupe')))
    expect([error.code, error.place]).toEqual(['not-found', before])
  })

  it('of shards name the one that changed or is gone', async () => {
    const own = join(folder, 'shards')
    mkdirSync(own)
    const files = ['part-1.npy', 'part-2.npy', 'part-10.npy']
    for (const [index, name] of files.entries()) writeText(own, name, Buffer.alloc(1000, index))
    const reference = await referenceTo({ path: own, files }, project)
    expect(reference.parts?.map(({ name }) => name)).toEqual(files)
    expect(reference.sizeBytes).toBe(3000)
    expect(await resolveReference(reference, project)).toEqual({ path: own, files })
    await changeByte(join(own, 'part-2.npy'), 500)
    const error = await errorOf(resolveReference(reference, project))
    expect([error.code, error.place]).toEqual(['changed', join(own, 'part-2.npy')])
    rmSync(join(own, 'part-2.npy'))
    expect((await errorOf(resolveReference(reference, project))).code).toBe('not-found')
  })
})
