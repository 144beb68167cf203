/** NumPy archives against the rows NumPy wrote, and archives that lie about themselves. */

import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { describe, expect, it, vi } from 'vitest'
import { npyHeader } from '../../../../../main/codecs/npy'
import { openActivations } from '../../../../../main/datasets/activations'
import { openSource } from '../../../../../main/datasets/open-source'
import { f16FromF32, f32FromF16 } from '../../../../../main/maths/half-floats'
import { activationFixture, errorOf, fixtures, temporaryFolder, writeText } from '../support'
import { mutations, zipBytes } from './archives'
import { readAll, goldenRows as rows } from './golden-rows'

const folder = temporaryFolder()
const fixture = (name: string): string => join(fixtures, 'npz', name)

describe('arrays', () => {
  it('of the golden file are the rows', async () => {
    expect((await readAll(activationFixture('two-arrays.npz'), 'acts')).values).toEqual(rows)
  })

  const names = ['acts', 'fortran', 'big', 'heads', 'heads_fortran', 'grid_fortran']
  it.each(['stored.npz', 'deflated.npz'].flatMap((file) => names.map((name) => [file, name])))(
    '%s, %s, are the rows',
    async (file, name) => {
      expect(await readAll(fixture(file), name)).toEqual({ rows: 192, dIn: 16, values: rows })
    }
  )

  it.each(['stored.npz', 'deflated.npz'])('of halves in %s are the rows as halves', async (file) => {
    expect((await readAll(fixture(file), 'half')).values).toEqual(f32FromF16(f16FromF32(rows)))
  })

  it('in an archive with a directory for large files are found', async () => {
    expect((await readAll(fixture('zip64.npz'))).values).toEqual(rows)
  })

  it.each(['fortran', 'heads_fortran', 'grid_fortran', 'half'])('%s gives the same rows in parts', async (array) => {
    const reader = await openActivations({ path: fixture('deflated.npz'), array })
    const whole = await reader.read(0, 192)
    const parts = [0, 1, 5, 40, 191].flatMap((start) => [1, 17, 100].map((count) => [start, Math.min(count, 192 - start)]))
    await Promise.all(
      parts.map(async ([start, count]) => {
        expect(await reader.read(start, count)).toEqual(whole.slice(start * 16, (start + count) * 16))
      })
    )
    await reader.close()
  })

  it('of whole numbers are activations where there are no others', async () => {
    const { rows: count, dIn, values } = await readAll(fixture('whole-numbers.npz'))
    expect([count, dIn]).toEqual([6, 10])
    expect(values).toEqual(Float32Array.from({ length: 60 }, (_, i) => i))
    expect([...(await readAll(fixture('whole-numbers.npz'), 'flags')).values]).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1])
  })

  it('are listed in order, with types and shapes; text and objects are passed over', async () => {
    const opened = await openSource({ path: fixture('objects.npz') })
    expect(opened.arrays).toEqual([{ name: 'acts', dtype: 'f32', shape: [192, 16] }])
    expect(opened.format).toBe('npz')
    await opened.close()
  })
})

it('leaves no temporary file behind', async () => {
  const place = mkdtempSync(join(folder, 'temporary-'))
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, place)
  const reader = await openActivations({ path: fixture('deflated.npz'), array: 'acts' })
  await reader.read(3, 5)
  const damaged = writeText(
    folder,
    'damaged-late.npz',
    zipBytes([{ name: 'acts.npy', content: array, deflated: true, crc32: 1 }])
  )
  const other = await openActivations({ path: damaged })
  await errorOf(other.read(0, 1))
  await Promise.all([reader.close(), other.close()])
  vi.unstubAllEnvs()
  expect(readdirSync(place)).toEqual([])
})

const header = (shape: number[]): Buffer => Buffer.from(npyHeader('f32', shape))
const array = Buffer.concat([header([4, 3]), Buffer.alloc(48, 1)])

describe('archives that are refused', () => {
  const entry = { name: 'acts.npy', content: array }
  const bomb = Buffer.concat([header([4, 3]), Buffer.alloc(20_000_000)])
  // One megabyte that does not shrink, of which the directory says 300.
  const large = Buffer.concat([header([75_000_000, 1]), randomBytes(2 ** 20)])
  const lie = Buffer.concat([header([2 ** 20, 2 ** 20]), Buffer.alloc(48)])
  it.each<[string, Buffer, string, string]>([
    ['objects', readFileSync(fixture('only-objects.npz')), 'unsupported', 'array “objects”'],
    ['none', readFileSync(fixture('none.npz')), 'empty', 'without arrays'],
    ['bzip2', readFileSync(fixture('bzip2.npz')), 'unsupported', 'method 12'],
    [
      'encrypted',
      zipBytes([{ ...entry, flags: 1, content: Buffer.concat([Buffer.alloc(12), array]), bytes: array.length }]),
      'unsupported',
      'is encrypted'
    ],
    ['cut', zipBytes([entry]).subarray(0, -30), 'truncated', 'is cut off'],
    ['moved', zipBytes([{ ...entry, headerStart: 17 }]), 'malformed', 'byte 17'],
    ['too-long', zipBytes([{ ...entry, bytes: 9000, compressedBytes: 9000 }]), 'truncated', '9'],
    ['short-array', zipBytes([{ ...entry, content: array.subarray(0, -1) }]), 'truncated', `needs ${array.length} bytes`],
    ['lying-shape', zipBytes([{ name: 'acts.npy', content: lie }]), 'truncated', 'needs 4398046511'],
    [
      'lying-shape-deflated',
      zipBytes([{ name: 'acts.npy', content: lie, deflated: true, bytes: 2 ** 42 + 128 }]),
      'malformed',
      'compressed to'
    ],
    [
      'larger-than-its-like',
      zipBytes([{ name: 'acts.npy', content: large, deflated: true, bytes: 300_000_128 }]),
      'unsupported',
      'would unpack to 300,000,128 bytes, over 100 times its packed size'
    ],
    ['twice', zipBytes([entry, entry]), 'malformed', 'two files of one name'],
    ['outside', zipBytes([{ name: '../../acts.npy', content: array }]), 'malformed', 'relative path'],
    ['no-npy', zipBytes([{ name: 'acts.npy', content: Buffer.alloc(300, 7) }]), 'malformed', 'not a .npy file'],
    ['noise', Buffer.alloc(300, 7), 'malformed', 'though its name says so'],
    ['photos', zipBytes([{ name: 'cat.jpg', content: array }]), 'unsupported', 'zip archive']
  ])('%s', async (name, bytes, code, words) => {
    const path = writeText(folder, `${name}.npz`, bytes)
    const error = await errorOf(openActivations({ path }))
    expect([error.code, error.place]).toEqual([code, path])
    expect(error.message).toContain(`“${name}.npz”`)
    expect(error.message).toContain(words)
    expect(error.hint).not.toBe('')
  })

  it.each<[string, Buffer, string, string]>([
    ['damaged', zipBytes([{ ...entry, deflated: true, crc32: 1 }]), 'malformed', 'checksum'],
    [
      'bomb',
      zipBytes([{ name: 'acts.npy', content: bomb, deflated: true, bytes: array.length }]),
      'malformed',
      'unpacks to more'
    ],
    [
      'short-stream',
      zipBytes([{ ...entry, packed: deflateRawSync(array.subarray(0, 150)), bytes: array.length }]),
      'truncated',
      'were to be unpacked'
    ]
  ])('%s, when its rows are read', async (name, bytes, code, words) => {
    const path = writeText(folder, `${name}.npz`, bytes)
    const reader = await openActivations({ path })
    const error = await errorOf(reader.read(0, 4))
    expect([error.code, error.place]).toEqual([code, path])
    expect(error.message).toContain(words)
    await reader.close()
  })

  it('an array of Python objects by name, also as a file of its own', async () => {
    const inside = await errorOf(openActivations({ path: fixture('objects.npz'), array: 'objects' }))
    const alone = await errorOf(openActivations({ path: fixture('objects.npy') }))
    for (const error of [inside, alone]) {
      expect(error.code).toBe('unsupported')
      expect(error.message).toContain('elements of NumPy type “|O”')
    }
  })

  it('a cancelled opening', async () => {
    const signal = AbortSignal.abort()
    expect((await errorOf(openSource({ path: fixture('stored.npz') }, signal))).code).toBe('cancelled')
  })
})

it('reads mutated archives or says what is wrong with them', async () => {
  const sources = [readFileSync(activationFixture('two-arrays.npz')), readFileSync(fixture('zip64.npz'))]
  const small = zipBytes([{ name: 'acts.npy', content: array, deflated: true }])
  let refused = 0
  for (const [index, bytes] of [...mutations(sources, 200, 5), ...mutations([small], 200, 6)].entries()) {
    const path = writeText(folder, `mutated-${index}.npz`, bytes)
    const error = await readAll(path).then(
      () => undefined,
      (thrown) => errorOf(Promise.reject(thrown))
    )
    if (error) expect([error.place, error.code === 'internal']).toEqual([path, false])
    if (error) refused += 1
  }
  expect(refused).toBeGreaterThan(150)
})
