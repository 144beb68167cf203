/**
 * What the libraries of the formats make of what Loupe writes: every golden dictionary in every format that can hold it, opened
 * by the real sae-lens, eai-sparsify, dictionary-learning and NumPy, on the rows of its own library and on those of the check.
 * Skipped where the Python environment of bench/peers was not made.
 */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Batch } from '../../contract/records/arrays'
import type { WrittenFormat } from '../../contract/records/dictionary-report'
import { tensorsToSafetensors } from '../../main/codecs/safetensors-writing'
import { openActivations } from '../../main/datasets'
import { createEncoder, type Dictionary, safetensorsFromDictionary } from '../../main/dictionaries'
import { convertDictionary, openDictionary } from '../../main/interchange'
import { chooseCheckRows } from '../../main/interchange/export/check-rows'
import { writers } from '../../main/interchange/writers/registry'
import { dictionaryOf } from '../unit/main/dictionaries/random'
import { denseRows, goldenDictionaries } from '../unit/main/interchange/formats/golden'
import { temporaryFolder } from '../unit/main/interchange/material'
import { madePython } from './made-python'

const root = join(import.meta.dirname, '../..')
const python = madePython('trainers-environment.mjs', 'madeTrainersPython', 'npm run bench:quality')

interface Found {
  format: WrittenFormat
  folder: string
  class: string
  l0: number
  scale: number
  max_difference_acts: number
  max_difference_recon: number
  error?: string
}

function opened(triples: string[]): Found[] {
  const script = join(root, 'bench/peers/check_formats.py')
  const lines = execFileSync(python as string, [script, ...triples], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  return lines
    .trim()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))
}

describe('the libraries of the formats', () => {
  it.skipIf(python === undefined)('open all that Loupe writes, and compute the same', { timeout: 600_000 }, async () => {
    const triples: string[] = []
    const parent = temporaryFolder()
    for (const { name, path } of goldenDictionaries()) {
      const source = await openDictionary(path)
      await source.close()
      for (const { name: format, refuses } of writers) {
        if (format === 'loupe' || refuses(source.about) !== undefined) continue
        const folder = join(parent, `${name}-${format}`)
        await convertDictionary({ path, folder, format, type: 'f32' })
        triples.push(format, folder, join(path, 'expected.safetensors'), format, folder, join(folder, 'check.safetensors'))
      }
    }
    const found = opened(triples)
    expectSame(found, triples)
    expect(new Set(found.map((each) => each.class)).size).toBeGreaterThanOrEqual(11)
  })

  it.skipIf(python === undefined)('compute the same of real activations', { timeout: 600_000 }, async () => {
    const parent = temporaryFolder()
    const rows = await realRows()
    const triples: string[] = []
    for (const [name, given] of Object.entries(architectures)) {
      const dictionary = dictionaryOf({ dIn: rows.dIn, dSae: 512, ...given }, 70)
      const path = join(parent, `${name}.safetensors`)
      writeFileSync(path, Buffer.concat(safetensorsFromDictionary(dictionary)))
      const expected = join(parent, `${name}-rows.safetensors`)
      writeFileSync(expected, await resultsOn(dictionary, rows))
      for (const { name: format, refuses } of writers) {
        if (format === 'loupe' || refuses(dictionary) !== undefined) continue
        const folder = join(parent, `${name}-${format}`)
        await convertDictionary({ path, folder, format, type: 'f32' })
        triples.push(format, folder, expected)
      }
    }
    expectSame(opened(triples), triples)
  })
})

function expectSame(found: Found[], triples: string[]): void {
  expect(found.length).toBe(triples.length / 3)
  for (const { folder, error, scale, ...each } of found) {
    expect(error, folder).toBeUndefined()
    // Sums of f32 in other orders; rows of the check are up to thirty times as large.
    expect(each.max_difference_acts / scale, folder).toBeLessThan(1e-5)
    expect(each.max_difference_recon / scale, folder).toBeLessThan(1e-5)
    expect(each.l0, folder).toBeGreaterThan(0)
  }
}

const architectures: Record<string, Partial<Dictionary>> = {
  topk: { architecture: 'topk', k: 12 },
  standard: { architecture: 'standard' },
  jumprelu: { architecture: 'jumprelu' },
  gated: { architecture: 'gated' }
}

/** Of the sample that ships: the residual stream of SmolLM2. */
async function realRows(): Promise<Batch> {
  const reader = await openActivations({ path: join(root, 'resources/samples/smollm2/resid_post.npy') })
  try {
    const values = await reader.read(100, 48)
    return { count: 48, dIn: reader.dIn, values, rows: Uint32Array.from({ length: 48 }, (_, row) => row) }
  } finally {
    await reader.close()
  }
}

/** By the backend, on rows where the choice of features does not hang on rounding. */
async function resultsOn(dictionary: Dictionary, rows: Batch): Promise<Uint8Array> {
  const { batch } = chooseCheckRows(dictionary, rows)
  const encoder = await createEncoder(dictionary)
  const acts = { shape: [batch.count, dictionary.dSae], data: denseRows(encoder.encode(batch)) }
  const recon = { shape: [batch.count, dictionary.dIn], data: encoder.reconstruct(batch) }
  encoder.dispose()
  expect(batch.count).toBeGreaterThan(10)
  return tensorsToSafetensors({ x: { shape: [batch.count, batch.dIn], data: batch.values }, acts, recon })
}
