import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fromCaller, sourceFrom } from '../../../../main/cli/paths'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loupe-paths-'))
  vi.stubEnv('LOUPE_CWD', folder)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

describe('paths', () => {
  it('start where the person is', () => {
    expect(fromCaller('a/b.npy')).toBe(join(folder, 'a', 'b.npy'))
    expect(fromCaller(resolve('/x/y'))).toBe(resolve('/x/y'))
    vi.unstubAllEnvs()
    vi.stubEnv('LOUPE_CWD', undefined)
    expect(fromCaller('a')).toBe(resolve('a'))
  })
})

describe('FILE:NAME', () => {
  it.each([
    ['two.npz:acts', 'two.npz', 'acts'],
    ['dir.v1/x.safetensors:model.layers.3', 'dir.v1/x.safetensors', 'model.layers.3'],
    ['x.h5:a:b', 'x.h5:a', 'b'],
    ['part-*.h5:layer0/acts', 'part-*.h5', 'layer0/acts'],
    ['raw/part-?.bin:f32[?,16]', 'raw/part-?.bin', 'f32[?,16]']
  ])('%s is one array of a file', (text, file, array) => {
    expect(sourceFrom(text)).toEqual({ path: join(folder, file), array })
  })

  it.each(['plain.npy', 'ends-with:', 'a:b/c.npy'])('%s is a whole file', (text) => {
    expect(sourceFrom(text)).toEqual({ path: fromCaller(text) })
  })

  it('takes no drive letter for a file', () => {
    expect(sourceFrom('C:\\data\\x.npy')).toEqual({ path: fromCaller('C:\\data\\x.npy') })
    expect(sourceFrom('D:x.npy')).not.toHaveProperty('array')
    expect(sourceFrom('C:\\data\\x.npz:acts')).toEqual({ path: fromCaller('C:\\data\\x.npz'), array: 'acts' })
  })

  it('takes a range of rows from its end, not the layout of raw numbers', () => {
    expect(sourceFrom('new.npy[:40]')).toEqual({ path: fromCaller('new.npy'), range: { from: 0, count: 40 } })
    expect(sourceFrom('new.npz:acts[10:40]')).toMatchObject({ array: 'acts', range: { from: 10, count: 30 } })
    expect(sourceFrom('new.bin:f32[?,768]')).toEqual({ path: fromCaller('new.bin'), array: 'f32[?,768]' })
    expect(sourceFrom('new.bin:f32[?,768][5:9]')).toMatchObject({ array: 'f32[?,768]', range: { from: 5, count: 4 } })
    expect(() => sourceFrom('new.npy[9:9]')).toThrow('[9:9] is no range of rows')
  })

  it.skipIf(process.platform === 'win32')('prefers a file of that very name', () => {
    writeFileSync(join(folder, 'odd:name'), '')
    expect(sourceFrom('odd:name')).toEqual({ path: join(folder, 'odd:name') })
  })
})
