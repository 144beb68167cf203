/** HDF5 files that h5py wrote, read by the real library, and files that are damaged or lead elsewhere. */
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { openActivations } from '../../../../../main/datasets/activations'
import { InputFile } from '../../../../../main/datasets/files/input-file'
import { Hdf5File } from '../../../../../main/datasets/formats/hdf5/hdf5-file'
import { hdf5Library, memoryLimitBytes } from '../../../../../main/datasets/formats/hdf5/library'
import { listHdf5 } from '../../../../../main/datasets/formats/hdf5/listing'
import { plainRun } from '../../../../../main/datasets/formats/hdf5/plain-run'
import { openSource } from '../../../../../main/datasets/open-source'
import { f16FromF32, f32FromF16 } from '../../../../../main/maths/half-floats'
import { activationFixture, errorOf, fixtures, temporaryFolder, writeText } from '../support'
import { mutations } from './archives'
import { readAll, goldenRows as rows } from './golden-rows'

const folder = temporaryFolder()
const fixture = (name: string): string => join(fixtures, 'hdf5', name)
const kinds = fixture('kinds.h5')

describe('data sets', () => {
  it('of the golden file are the rows', async () => {
    expect((await readAll(activationFixture('acts.h5'), 'layer0/acts')).values).toEqual(rows)
    expect((await readAll(activationFixture('acts.h5'))).values).toEqual(rows)
  })

  const exact = ['plain', 'gzip/shuffle', 'big', 'double', 'grid', 'heads', 'soft']
  it.each(exact)('%s are the rows', async (array) => {
    expect(await readAll(kinds, array)).toEqual({ rows: 192, dIn: 16, values: rows })
  })

  it.each(['half', 'big half'])('%s are the rows as halves', async (array) => {
    expect((await readAll(kinds, array)).values).toEqual(f32FromF16(f16FromF32(rows)))
  })

  it('behind a block of the user’s own, in a growing file of the latest version, are the rows', async () => {
    expect((await readAll(fixture('user-block.h5'))).values).toEqual(rows)
  })

  it.each([...exact, 'half'])('%s gives the same rows in parts, also at the same time', async (array) => {
    const reader = await openActivations({ path: kinds, array })
    const whole = await reader.read(0, 192)
    const parts = [0, 1, 5, 47, 80, 191].flatMap((start) => [1, 17, 100].map((count) => [start, Math.min(count, 192 - start)]))
    await Promise.all(
      parts.map(async ([start, count]) => {
        expect(await reader.read(start, count)).toEqual(whole.slice(start * 16, (start + count) * 16))
      })
    )
    await reader.close()
  })

  it('that lie as one run in the file are read without the library, others with it', async () => {
    const input = await InputFile.open(kinds)
    const file = await Hdf5File.open(input)
    const { datasets } = listHdf5(file)
    const runs = new Map<string, number | undefined>()
    for (const dataset of datasets) runs.set(dataset.name, (await plainRun(file, dataset))?.dataStart)
    const numbers = readFileSync(kinds)
    const at = runs.get('plain') ?? 0
    expect(new Float32Array(numbers.buffer.slice(numbers.byteOffset + at, numbers.byteOffset + at + rows.byteLength))).toEqual(
      rows
    )
    expect(runs.get('big')).toBeGreaterThan(0)
    expect(runs.get('half')).toBeGreaterThan(0)
    for (const name of ['grid', 'heads', 'gzip/shuffle', 'soft']) expect(runs.get(name)).toBeUndefined()
    file.close()
    await input.close()
  })

  it('are all listed by path, without what is no array of numbers', async () => {
    const { arrays, close, format } = await openSource({ path: kinds })
    expect(format).toBe('hdf5')
    const names = arrays.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining([...exact, 'half', 'ids', 'table/token_id']))
    for (const other of ['compound', 'nothing', 'scalar', 'table/token', 'dangling']) expect(names).not.toContain(other)
    expect(arrays.find(({ name }) => name === 'heads')).toEqual({ name: 'heads', dtype: 'f32', shape: [12, 16, 4, 4] })
    expect(arrays.find(({ name }) => name === 'ids')?.dtype).toBe('i64')
    expect(arrays.find(({ name }) => name === 'table/split')?.dtype).toBe('bool')
    await close()
  })
})

it('shards of them continue each other', async () => {
  copyFileSync(activationFixture('acts.h5'), join(folder, 'part-1.h5'))
  copyFileSync(activationFixture('acts.h5'), join(folder, 'part-2.h5'))
  const reader = await openActivations({ path: folder, files: ['part-1.h5', 'part-2.h5'], array: 'layer0/acts' })
  expect(reader.rows).toBe(384)
  expect(await reader.read(190, 4)).toEqual(Float32Array.from([...rows.slice(190 * 16), ...rows.slice(0, 32)]))
  await reader.close()
})

describe('lists', () => {
  it.each(['table/token_id', 'table/split'])('%s are rows of one number', async (name) => {
    const { arrays, rowsOf, close } = await openSource({ path: kinds })
    const source = rowsOf(arrays.find((entry) => entry.name === name) ?? expect.fail())
    const values = new Float32Array(3)
    await source.read(100, 3, values)
    expect([source.rows, source.dIn, [...values]]).toEqual([192, 1, name === 'table/split' ? [1, 0, 1] : [107, 108, 109]])
    await close()
  })

  it('as long as the rows are the table', async () => {
    const { table, close } = await openSource({ path: kinds })
    expect([table?.rows, table?.columns]).toEqual([192, ['fixed', 'large', 'split', 'token', 'token_id']])
    const block = await table?.read(100, 103)
    expect(await block?.column('token')).toEqual(['wört 100', 'wört 101', 'wört 102'])
    expect(await block?.column('token_id')).toEqual([107, 108, 109])
    expect(await block?.column('large')).toEqual(['9223372036854775908', '9223372036854775909', '9223372036854775910'])
    expect(await block?.column('fixed')).toEqual(['a', 'bc', 'a'])
    expect(await block?.column('split')).toEqual(['true', 'false', 'true'])
    await close()
  })

  it('alone are a table too', async () => {
    const { table, close } = await openSource({ path: fixture('table-only.h5') })
    expect(await (await table?.read(0, 3))?.column('token')).toEqual(['a', 'b', 'c'])
    expect(await (await table?.read(1, 3))?.column('label')).toEqual([2.5, 3.5])
    await close()
  })
})

describe('nothing outside of the file is read', () => {
  it.each([
    ['link', 'a link to another file'],
    ['virtual', 'put together from other files'],
    ['lzf', 'compressed with lzf']
  ])('%s is refused in words', async (array, words) => {
    const error = await errorOf(readAll(fixture('elsewhere.h5'), array))
    expect([error.code, error.place]).toEqual(['unsupported', fixture('elsewhere.h5')])
    expect(error.message).toContain(words)
    expect(error.hint).toBeTruthy()
  })

  it('numbers in a file beside it are not fetched', async () => {
    // Wherever the library looks for outside.bin, it is there.
    mkdirSync(join(folder, 'beside'))
    for (const name of ['elsewhere.h5', 'outside.bin']) copyFileSync(fixture(name), join(folder, 'beside', name))
    const error = await errorOf(readAll(join(folder, 'beside', 'elsewhere.h5'), 'outside'))
    expect(error.code).toBe('unsupported')
    expect(error.message).toContain('external')
  })

  it('the library opens what it was allowed to and nothing else', async () => {
    const { h5, allow, forbid } = await hdf5Library()
    const module = await h5.ready
    expect(module.open(kinds, module.H5F_ACC_RDONLY, false, -1, -1) < 0n).toBe(true)
    expect(module.get_plugin_search_paths()).toEqual([])
    const name = allow(kinds)
    const id = module.open(name, module.H5F_ACC_RDONLY, false, -1, -1)
    expect(id > 0n).toBe(true)
    module.close_file(id)
    forbid(name)
    expect(module.open(name, module.H5F_ACC_RDONLY, false, -1, -1) < 0n).toBe(true)
    expect(() => module.FS.readFile()).toThrow()
  })
})

it('the library gets no more memory than its limit', async () => {
  const module = await (await hdf5Library()).h5.ready
  expect(module._malloc(memoryLimitBytes)).toBe(0)
  expect(module.HEAPU8.length).toBeLessThan(memoryLimitBytes)
})

describe('damaged files', () => {
  const whole = readFileSync(activationFixture('acts.h5'))

  it('that are no HDF5 are told so', async () => {
    const path = writeText(folder, 'prose.h5', Buffer.alloc(900, 'It was a dark night. \x01'))
    expect([(await errorOf(readAll(path))).code, (await errorOf(readAll(path))).place]).toEqual(['malformed', path])
  })

  it.each([0.999, 0.8, 0.4, 0.05])('cut at %s of their length are truncated', async (share) => {
    const path = writeText(folder, `cut-${share}.h5`, whole.subarray(0, Math.floor(whole.length * share)))
    const error = await errorOf(readAll(path))
    expect([error.code, error.place]).toEqual(['truncated', path])
    expect(error.message).toContain(`“cut-${share}.h5”`)
  })

  it('with a damaged chunk name the data set', async () => {
    const bytes = Buffer.from(readFileSync(kinds))
    const at = bytes.indexOf(Buffer.from([0x78, 0x5e])) // a deflated chunk of gzip/shuffle
    bytes.fill(0xaa, at + 2, at + 30)
    const path = writeText(folder, 'chunk.h5', bytes)
    const error = await errorOf(readAll(path, 'gzip/shuffle'))
    expect([error.code, error.place]).toEqual(['malformed', path])
    expect(error.message).toContain('gzip/shuffle')
  })

  it('end in a coded error or in values, fast, and say nothing on the console', async () => {
    const written = vi.spyOn(process.stderr, 'write')
    const worst = { ms: 0 }
    for (const bytes of mutations([whole], 300, 41)) {
      const path = writeText(folder, 'mutated.h5', bytes)
      const started = performance.now()
      const end = await readAll(path).then(
        ({ values }) => values,
        (error: unknown) => error
      )
      worst.ms = Math.max(worst.ms, performance.now() - started)
      if (end instanceof Float32Array) continue
      expect(end).toMatchObject({ name: 'LoupeError', place: path })
      expect(end).not.toMatchObject({ code: 'internal' })
    }
    expect(worst.ms).toBeLessThan(5000)
    expect(written).not.toHaveBeenCalled()
    written.mockRestore()
  })
})
