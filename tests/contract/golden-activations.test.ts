/**
 * Every activation file that the field's own libraries wrote, through the built command: `loupe inspect` and `loupe new` find
 * the rows of expected.safetensors in all of them.
 */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Dataset } from '../../contract/records/dataset'
import type { Inspection } from '../../contract/records/inspection'
import { toBytes } from '../../main/codecs/dtypes'
import { tensorsFromSafetensors } from '../../main/codecs/safetensors'
import { tensorsToSafetensors } from '../../main/codecs/safetensors-writing'
import { bf16FromF32, f16FromF32, f32FromBf16, f32FromF16 } from '../../main/maths/half-floats'
import { zipBytes } from '../unit/main/datasets/formats/archives'
import { npyBytes } from '../unit/main/datasets/support'
import { CommandLine, type Finished } from './command-line'

const fixtures = resolve(import.meta.dirname, '../fixtures')
const golden = (name: string): string => join(fixtures, 'activations', name)
const rows = tensorsFromSafetensors(readFileSync(golden('expected.safetensors'))).tensors.rows.data as Float32Array
const width = 16
const halves = f32FromF16(f16FromF32(rows))
const shortHalves = f32FromBf16(bf16FromF32(rows))

interface Golden {
  /** As a person names it, `FILE:NAME`. */
  file: string
  /** What it holds, where that is not `rows` as they are. */
  values?: Float32Array
  dtype?: string
  shape?: number[]
}

const own = mkdtempSync(join(tmpdir(), 'loupe-golden-'))
const made = (name: string, content: Uint8Array): string => {
  writeFileSync(join(own, name), content)
  return join(own, name)
}

const grid = [12, 16, 16]
const twice = tensorsToSafetensors({
  'layer0/acts': { data: rows, shape: [192, 16] },
  'layer1/acts': { data: rows.slice(0, 320), shape: [20, 16] }
})
const swapped = Buffer.from(toBytes(rows, 'f32')).swap32()

/** The golden set: all files, written by others. */
const files: Golden[] = [
  { file: golden('acts.h5') },
  { file: golden('bf16.safetensors'), values: shortHalves, dtype: 'bf16', shape: grid },
  { file: golden('big-endian.npy') },
  { file: golden('cache-dict.pt'), shape: grid },
  { file: golden('expected.safetensors') },
  { file: golden('f16.npy'), values: halves, dtype: 'f16' },
  { file: golden('f16.safetensors'), values: halves, dtype: 'f16' },
  { file: golden('f32.npy') },
  { file: golden('f64-fortran.npy'), dtype: 'f64' },
  { file: `${golden('raw-f32.bin')}:f32[192,16]` },
  { file: golden('rows.parquet') },
  { file: golden('tensor.pt') },
  { file: golden('three-d.npy'), shape: grid },
  { file: `${golden('two-arrays.npz')}:acts` },
  { file: golden('saelens-cache'), shape: grid }
]
const firstRows: Golden = { file: golden('rows.csv'), values: rows.slice(0, 40 * width), shape: [40, 16] }

/** Arrays by name, also with slashes, and layouts that a person says. */
const named: Golden[] = [
  { file: `${golden('acts.h5')}:layer0/acts` },
  { file: `${golden('raw-f32.bin')}:f32[?,16]` },
  { file: `${golden('raw-f32.bin')}:f32[?,16,16]`, shape: grid },
  { file: `${made('swapped.bin', swapped)}:>f4[?,16]` },
  { file: `${made('behind.bin', Buffer.concat([Buffer.alloc(64), swapped]))}:>f32[192,16]@64` },
  { file: `${join(fixtures, 'pytorch', 'slashes.pt')}:blocks/0/hook` },
  { file: `${made('twice.safetensors', twice)}:layer0/acts` },
  {
    file: `${made('slashes.npz', zipBytes([{ name: 'layer0/acts.npy', content: npyBytes(rows, [192, 16]) }]))}:layer0/acts`
  },
  { file: `${made('slash-es.npz', zipBytes([{ name: 'a.npy', content: npyBytes(rows, [192, 16]), deflated: true }]))}:a` }
]

/** Processes at a time: each takes about a second, nearly all of it starting. */
const atOnce = 3
const found = new Map<string, Inspection>()
let loupe: CommandLine

beforeAll(async () => {
  loupe = new CommandLine(own)
  const waiting = [...files, firstRows, ...named].map(({ file }) => file)
  const work = async (): Promise<void> => {
    for (let file = waiting.shift(); file; file = waiting.shift()) {
      const [inspection] = clean(await loupe.run('inspect', file, '--json'))
      found.set(file, inspection as unknown as Inspection)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
}, 120_000)

afterAll(() => loupe.remove())

function clean({ code, stderr, stdout, records }: Finished): Record<string, never>[] {
  expect([code, stderr], stdout.slice(0, 2000)).toEqual([0, ''])
  return records()
}

function normsOf(values: Float32Array): number[] {
  return Array.from({ length: values.length / width }, (_, row) => Math.hypot(...values.subarray(row * width, (row + 1) * width)))
}

function facts(norms: number[]) {
  const sorted = [...norms].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return {
    mean: norms.reduce((sum, norm) => sum + norm, 0) / norms.length,
    median: (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2,
    min: sorted[0],
    max: sorted[sorted.length - 1]
  }
}

/** Two numbers that differ by what adding in another order does. */
const about = (number: number) => expect.closeTo(number, 4)

describe('loupe inspect', () => {
  it.each([...files, firstRows, ...named])('finds the rows in $file', ({ file, values = rows, dtype, shape = [192, 16] }) => {
    const { activations, preview, valid, files: probed } = found.get(file) as Inspection
    const norms = normsOf(values)
    expect(valid).toBe(true)
    expect(probed[0].role).toBe('activations')
    expect(activations).toMatchObject({ rows: norms.length, dIn: width, dtype: dtype ?? 'f32', shape })
    const { mean, median, min, max } = facts(norms)
    expect(activations?.norms).toMatchObject({ mean: about(mean), min: about(min), max: about(max) })
    // Between the two middle rows, wherever a library puts the median there.
    expect(Math.abs((activations?.norms.median ?? 0) - median)).toBeLessThan(0.02)
    expect(preview.length).toBeGreaterThan(0)
    for (const { row, norm, values: shown } of preview) {
      expect(shown).toEqual([...values.subarray(row * width, row * width + 6)])
      expect(norm).toBeCloseTo(norms[row], 4)
    }
  })

  it('finds the tokens beside the rows', () => {
    const cells = (file: string) => found.get(file)?.preview.map(({ cells }) => cells) ?? []
    expect(cells(golden('rows.parquet'))[0]).toEqual({ token: expect.any(String) })
    const ids = JSON.parse(readFileSync(golden('saelens-cache-tokens.json'), 'utf8')) as number[]
    for (const { row, cells: own } of found.get(golden('saelens-cache'))?.preview ?? []) {
      expect(own).toMatchObject({ document: String(Math.floor(row / 16)), position: String(row % 16) })
      if (row < ids.length) expect(own.token_ids).toBe(String(ids[row]))
    }
  })
})

describe('loupe new', () => {
  it('joins all of them row by row, with the rows that they hold', async () => {
    const streams = files.flatMap(({ file }, index) => ['--stream', `s${index}=${file}`])
    const [project] = clean(await loupe.run('new', 'all.loupe', ...streams, '--outliers', 'keep', '--json'))
    const [dataset] = (project as unknown as { datasets: Dataset[] }).datasets
    expect(dataset.streams?.map(({ dIn }) => dIn)).toEqual(files.map(() => width))
    expect(dataset).toMatchObject({ rows: 192, dIn: files.length * width, leftOut: { count: 0 }, documents: 12 })
    const each = files.map(({ values = rows }) => normsOf(values))
    const joined = each[0].map((_, row) => Math.hypot(...each.map((norms) => norms[row])))
    expect(dataset.norms.mean).toBeCloseTo(facts(joined).mean, 3)
  })

  it('takes rows.csv and the cache by themselves', async () => {
    const make = async (name: string, file: string): Promise<Dataset> => {
      const [project] = clean(await loupe.run('new', `${name}.loupe`, '--activations', file, '--json'))
      return (project as unknown as { datasets: Dataset[] }).datasets[0]
    }
    const [csv, cache] = await Promise.all([make('csv', golden('rows.csv')), make('cache', golden('saelens-cache'))])
    expect([csv.rows, csv.dIn]).toEqual([40, width])
    expect(csv.norms.mean).toBeCloseTo(facts(normsOf(firstRows.values as Float32Array)).mean, 4)
    expect([cache.rows, cache.dIn, cache.documents]).toEqual([192, width, 12])
    expect(cache.norms.mean).toBeCloseTo(facts(normsOf(rows)).mean, 4)
  })

  it('expands patterns of streams and targets', async () => {
    for (const part of [0, 1]) {
      const half = rows.slice(part * 96 * width, (part + 1) * 96 * width)
      made(`half-${part}.npy`, npyBytes(half, [96, width]))
    }
    const streams = ['--stream', `a=${golden('f32.npy')}`, '--stream', `b=${join(own, 'half-*.npy')}`]
    const args = [...streams, '--targets', join(own, 'half-?.npy'), '--json']
    const [project] = clean(await loupe.run('new', 'patterns.loupe', ...args))
    const [dataset] = (project as unknown as { datasets: Dataset[] }).datasets
    expect(dataset).toMatchObject({ rows: 192, dIn: 32, targets: { dOut: 16, files: ['half-0.npy', 'half-1.npy'] } })
    expect(dataset.streams?.[1].reference).toMatchObject({ files: ['half-0.npy', 'half-1.npy'] })
  })
})
