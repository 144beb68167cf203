/**
 * What the libraries of the formats make of what Loupe writes: every golden dictionary in every format that can hold it, opened
 * by the real sae-lens, eai-sparsify, dictionary-learning and NumPy, on the rows of its own library and on those of the check.
 * Skipped where the Python environment of bench/peers was not made.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { WrittenFormat } from '../../contract/records/dictionary-report'
import { convertDictionary, openDictionary } from '../../main/interchange'
import { writers } from '../../main/interchange/writers/registry'
import { goldenDictionaries } from '../unit/main/interchange/formats/golden'
import { temporaryFolder } from '../unit/main/interchange/material'

const root = join(import.meta.dirname, '../..')
const python = madePython()

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

/** Its making belongs to the benches: a test installs nothing. */
function madePython(): string | undefined {
  const environment = pathToFileURL(join(root, 'bench/peers/trainers-environment.mjs')).href
  const ask = `import { madeTrainersPython } from ${JSON.stringify(environment)}; process.stdout.write(madeTrainersPython() ?? '')`
  const path = spawnSync(process.execPath, ['--input-type=module', '-e', ask], { encoding: 'utf8' }).stdout.trim()
  if (path !== '') return path
  console.log('Skipped: there is no Python environment of the peers (npm run bench:quality makes it).')
  return undefined
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
    expect(found.length).toBe(triples.length / 3)
    for (const { folder, error, scale, ...each } of found) {
      expect(error, folder).toBeUndefined()
      // Sums of f32 in other orders; rows of the check are up to thirty times as large.
      expect(each.max_difference_acts / scale, folder).toBeLessThan(1e-5)
      expect(each.max_difference_recon / scale, folder).toBeLessThan(1e-5)
      expect(each.l0, folder).toBeGreaterThan(0)
    }
    expect(new Set(found.map((each) => each.class)).size).toBeGreaterThanOrEqual(11)
  })
})
