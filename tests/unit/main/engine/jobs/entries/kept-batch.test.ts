import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { npyDataStart, parseNpyHeader } from '../../../../../../main/codecs/npy'
import { writeKeptBatch } from '../../../../../../main/engine/jobs/entries/kept-batch'
import { temporaryFolder } from '../../project-material'

let run: string
beforeEach(() => {
  run = temporaryFolder()
})
afterEach(() => rmSync(run, { recursive: true, force: true }))

const batch = { count: 2, dIn: 2, values: Float32Array.of(1, Number.NaN, 3, 4, 99, 99), rows: Uint32Array.of(70, 80, 99) }

function numbersOf(path: string, Type: typeof Float32Array | typeof Uint32Array) {
  const bytes = Uint8Array.from(readFileSync(path))
  const start = npyDataStart(bytes, bytes.length)
  const { shape, dtype } = parseNpyHeader(bytes, start)
  return { shape, dtype, values: [...new Type(bytes.buffer, start)] }
}

describe('a batch that is kept', () => {
  it('lies beside the checkpoints of its run, its rows alone, as NumPy opens them', async () => {
    await writeKeptBatch(join(run, 'checkpoints'), 12, batch)
    const folder = join(run, 'not-finite', '12')
    expect(readdirSync(folder).sort()).toEqual(['rows.npy', 'values.npy'])
    expect(numbersOf(join(folder, 'values.npy'), Float32Array)).toEqual({
      shape: [2, 2],
      dtype: 'f32',
      values: [1, Number.NaN, 3, 4]
    })
    expect(numbersOf(join(folder, 'rows.npy'), Uint32Array)).toEqual({ shape: [2], dtype: 'u32', values: [70, 80] })
  })

  it('has its targets with it', async () => {
    await writeKeptBatch(join(run, 'checkpoints'), 3, { ...batch, dOut: 1, targets: Float32Array.of(5, 6, 99) })
    const targets = join(run, 'not-finite', '3', 'targets.npy')
    expect(numbersOf(targets, Float32Array)).toEqual({ shape: [2, 1], dtype: 'f32', values: [5, 6] })
  })

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('says where it could not be written', async () => {
    const locked = join(run, 'not-finite')
    mkdirSync(locked)
    chmodSync(locked, 0o500)
    await expect(writeKeptBatch(join(run, 'checkpoints'), 5, batch)).rejects.toMatchObject({ code: 'unwritable' })
    expect(existsSync(join(locked, '5'))).toBe(false)
  })
})
