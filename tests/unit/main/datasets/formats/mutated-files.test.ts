/**
 * Mutated files of every format, opened and read as a person's would be: each gives numbers or an error that names the file and
 * the remedy, within 5 seconds and a fixed amount of memory. Beside these each format has mutations in its own test; together
 * they are about 4,000.
 */
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { ArraySource } from '../../../../../contract/records/basics'
import { LoupeError } from '../../../../../contract/wire/errors'
import { createRandom } from '../../../../../main/maths/random'
import { activationFixture, fixtures, temporaryFolder, writeText } from '../support'
import { mutations } from './archives'
import { openingOutcome } from './opening-outcome'

const folder = temporaryFolder()
const count = 40
const mostMs = 5000
const mostMB = 256

/** What the process holds right after each file: what was taken for it is not given back by then. */
const heldMB = (): number => process.memoryUsage.rss() / 2 ** 20
const before = heldMB()
let most = 0

/** Whether it was refused, as it has to be: in words, quickly, with the place. */
async function refused(source: ArraySource, within: string): Promise<boolean> {
  const begin = performance.now()
  const thrown = await openingOutcome(source)
  most = Math.max(most, heldMB())
  expect(performance.now() - begin).toBeLessThan(mostMs)
  if (thrown === undefined) return false
  expect(thrown).toBeInstanceOf(LoupeError)
  const { code, message, place, hint } = thrown as LoupeError
  expect(code, message).not.toBe('internal')
  expect(place?.startsWith(within), `${place}: ${message}`).toBe(true)
  expect(message).toContain(basename(place ?? ''))
  expect(hint, message).toBeTruthy()
  return true
}

const shortText = Array.from({ length: 40 }, (_, row) => `t${row},${row / 2},${-row}`).join('\n')
const lines = Array.from({ length: 40 }, (_, row) => JSON.stringify({ doc: row, acts: [row, row / 2] })).join('\n')
const fixture = (...path: string[]): Buffer => readFileSync(join(fixtures, ...path))
const golden = (name: string): Buffer => readFileSync(activationFixture(name))

const files: Record<string, Buffer> = {
  'f32.npy': golden('f32.npy'),
  'big-endian.npy': golden('big-endian.npy'),
  'f64-fortran.npy': golden('f64-fortran.npy'),
  'three-d.npy': golden('three-d.npy'),
  'f16.safetensors': golden('f16.safetensors'),
  'bf16.safetensors': golden('bf16.safetensors'),
  'rows.csv': Buffer.from(shortText),
  'rows.tsv': Buffer.from(shortText.replaceAll(',', '\t')),
  'rows.jsonl': Buffer.from(lines),
  'rows.csv.gz': gzipSync(shortText),
  'rows.jsonl.gz': gzipSync(lines),
  'two-arrays.npz': golden('two-arrays.npz'),
  'cache-dict.pt': golden('cache-dict.pt'),
  'stream.pt': fixture('pytorch', 'stream.pt'),
  'hostile.pt': fixture('pytorch', 'hostile.pt'),
  'rows.parquet': golden('rows.parquet'),
  'fixed.arrow': fixture('datasets', 'arrow', 'fixed.arrow'),
  'lz4.feather': fixture('datasets', 'arrow', 'lz4.feather'),
  'acts.h5': golden('acts.h5')
}

/** Descriptions are short: where a file begins most is decided. */
const heads = (bytes: Buffer, seed: number): Buffer[] =>
  [...mutations([bytes.subarray(0, 200)], count / 2, seed)].map((head) => Buffer.concat([head, bytes.subarray(head.length)]))

describe('files', () => {
  it.each(Object.entries(files))('%s', async (name, bytes) => {
    const changed = [...mutations([bytes], count, name.length), ...heads(bytes, name.length + 100)]
    let bad = 0
    for (const content of changed) {
      const path = writeText(folder, name, content)
      if (await refused({ path }, path)) bad += 1
    }
    expect(bad).toBeGreaterThan(name.startsWith('rows.') ? 0 : 7)
  })

  it('raw numbers, with layouts that do not fit or are none', async () => {
    const random = createRandom(3)
    const bytes = golden('raw-f32.bin')
    const layouts = ['f32[192,16]', '>f4[?,16]@64', 'f16[?,4,96]', 'bf16[1,2,3,4]']
    let bad = 0
    for (const [index, content] of [...mutations([bytes], 2 * count, 9)].entries()) {
      const layout = [...layouts[index % layouts.length]]
      for (let change = random.integer(3); change >= 0; change -= 1)
        layout[random.integer(layout.length)] = '0123456789999[],?@<>f'[random.integer(21)]
      const path = writeText(folder, 'raw.bin', content)
      if (await refused({ path, array: layout.join('') }, path)) bad += 1
    }
    expect(bad).toBeGreaterThan(count)
  })
})

const folders: Record<string, string[]> = {
  'a Hugging Face data set': ['activations', 'saelens-cache'],
  'sharded safetensors': ['sharded-safetensors'],
  saev: ['saev', '2.1'],
  Llamascopium: ['llamascopium', 'contexts'],
  delphi: ['delphi', 'splits']
}

describe('folders', () => {
  it.each(Object.entries(folders))('%s', async (_, parts) => {
    const original = join(fixtures, ...parts)
    const path = mkdtempSync(join(folder, 'folder-'))
    const names = readdirSync(original)
    for (const name of names) copyFileSync(join(original, name), join(path, name))
    const sources = names.map((name) => readFileSync(join(original, name)))
    let [at, bad] = [0, 0]
    for (const content of mutations(sources, count, parts.length)) {
      const index = at % names.length
      writeFileSync(join(path, names[index]), content)
      if (await refused({ path }, path)) bad += 1
      writeFileSync(join(path, names[index]), sources[index])
      at += 1
    }
    expect(bad).toBeGreaterThan(3)
  })
})

it('all of them together take little memory', () => {
  expect(most).toBeGreaterThan(0)
  expect(most - before).toBeLessThan(mostMB)
})
