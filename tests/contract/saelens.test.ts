/**
 * What sae-lens makes of Loupe's folders. With the Python environment of bench/peers the real library opens fresh exports;
 * without it, files recorded from the real library stand for it (tests/fixtures/interchange). LOUPE_RECORD=1 records them anew.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Tensors } from '../../contract/records/arrays'
import { tensorsFromSafetensors, tensorsToSafetensors } from '../../main/codecs/safetensors'
import type { Dictionary } from '../../main/dictionaries/dictionary'
import { dictionaryFromParameters } from '../../main/dictionaries/weights/fold'
import { exportDictionary, readSaelens, referenceEncoder, writeSaelens } from '../../main/interchange'
import { createRandom } from '../../main/maths/random'
import { fixtures, materialFor, randomBatch, randomDictionary, temporaryFolder } from '../unit/main/interchange/material'

const root = join(import.meta.dirname, '../..')
const inputScale = 0.1375
const recorded = join(fixtures, 'recorded-folded')

/** Weights as training has them (rows of norm about 1, in units of scaled inputs), folded for raw ones. */
function foldedDictionary(scale = inputScale): Dictionary {
  const random = createRandom(41)
  const normals = (...shape: number[]) => ({
    shape,
    data: Float32Array.from({ length: shape.reduce((a, b) => a * b) }, () => random.normal() / 4)
  })
  const parameters: Tensors = { W_enc: normals(64, 16), b_enc: normals(64), W_dec: normals(64, 16), b_dec: normals(16) }
  return dictionaryFromParameters(parameters, scale, { architecture: 'topk', k: 5 })
}

/** Raw rows, of the size at which the scale makes sense. */
const rawRows = { ...randomBatch(42, 24, 16), values: randomBatch(42, 24, 16).values.map((value) => value / inputScale) }

describe('an export with a folded input scale, as sae-lens recorded it', () => {
  it('is written the same to the byte as the folder that sae-lens opened', async () => {
    const folder = temporaryFolder()
    await writeSaelens(folder, foldedDictionary(), { loupe: { run: 'recorded' } })
    for (const name of ['cfg.json', 'sae_weights.safetensors']) {
      expect(readFileSync(join(folder, name)).equals(readFileSync(join(recorded, name)))).toBe(true)
    }
  })

  it('gives the activations and reconstructions that sae-lens computed on raw rows', async () => {
    const { tensors } = tensorsFromSafetensors(readFileSync(join(recorded, 'expected.safetensors')))
    expect(tensors.x.data).toEqual(rawRows.values)
    const encoder = referenceEncoder(await readSaelens(recorded))
    const acts = encoder.encode(rawRows)
    const dense = new Float32Array(24 * 64)
    for (let row = 0; row < 24; row += 1) {
      for (let at = acts.starts[row]; at < acts.starts[row + 1]; at += 1) dense[row * 64 + acts.features[at]] = acts.values[at]
    }
    expect(greatestDifference(dense, tensors.acts.data)).toBeLessThan(1e-4)
    expect(greatestDifference(encoder.reconstruct(rawRows), tensors.recon.data)).toBeLessThan(1e-4)
  })
})

const python = peerPython()

describe('the real sae-lens', () => {
  it.skipIf(python === undefined)(
    'opens exports as they are and computes what Loupe computes, and notices a scale that was not folded',
    { timeout: 300_000 },
    async () => {
      const parent = temporaryFolder()
      const golden = await readSaelens(join(fixtures, 'saelens-topk'))
      const standard = randomDictionary({ seed: 5, dIn: 16, dSae: 64 })
      const unshifted = randomDictionary({ seed: 6, dIn: 16, dSae: 64, k: 7, applyBDecToInput: false })
      await exportDictionary(materialFor(join(parent, 'golden'), golden))
      await exportDictionary(materialFor(join(parent, 'standard'), standard))
      await exportDictionary(materialFor(join(parent, 'unshifted'), unshifted))
      const folded = foldedDictionary()
      const check = { rows: rawRows, encoder: referenceEncoder(folded) }
      await exportDictionary(materialFor(join(parent, 'folded'), folded, { check }))
      await exportDictionary(materialFor(join(parent, 'wrong'), folded, { check }))
      for (const name of ['cfg.json', 'sae_weights.safetensors']) rmSync(join(parent, 'wrong', name))
      await writeSaelens(join(parent, 'wrong'), foldedDictionary(1))
      const all = checkWithPython(['golden', 'standard', 'unshifted', 'folded', 'wrong'].map((name) => join(parent, name)))
      const found = all.slice(0, 4)
      expect(found.map((line) => line.class)).toEqual(['TopKSAE', 'StandardSAE', 'TopKSAE', 'TopKSAE'])
      for (const line of found) {
        expect(line).toMatchObject({ sae_lens: '6.54.12', d_in: 16, d_sae: 64, rows: 24, metadata_loupe: true })
        expect(line.max_difference_acts).toBeLessThan(1e-4)
        expect(line.max_difference_recon).toBeLessThan(1e-4)
      }
      expect(found.map(({ l0 }) => l0)).toEqual([5, expect.any(Number), 7, 5])
      expect(all[4].max_difference_acts).toBeGreaterThan(1e-2)
      if (process.env.LOUPE_RECORD === '1') await record()
      rmSync(parent, { recursive: true })
    }
  )
})

interface PeerLine {
  class: string
  l0: number
  max_difference_acts: number
  max_difference_recon: number
}

function checkWithPython(folders: string[]): PeerLine[] {
  const pairs = folders.flatMap((folder) => [folder, join(folder, 'check.safetensors')])
  const text = execFileSync(python!, [join(root, 'bench/peers/check_saelens.py'), ...pairs], { encoding: 'utf8' })
  const lines = text.split('\n').filter((line) => line.startsWith('{'))
  return lines.map((line) => JSON.parse(line) as PeerLine)
}

function peerPython(): string | undefined {
  const asked = spawnSync(process.execPath, [join(root, 'bench/peers/make-environment.mjs'), '--where'], { encoding: 'utf8' })
  if (asked.status === 0) return asked.stdout.trim()
  console.log(`Skipped: ${asked.stderr.trim()} Recorded files are compared instead.`)
  return undefined
}

async function record(): Promise<void> {
  rmSync(recorded, { recursive: true, force: true })
  mkdirSync(recorded, { recursive: true })
  await writeSaelens(recorded, foldedDictionary(), { loupe: { run: 'recorded' } })
  const rows = join(temporaryFolder(), 'rows.safetensors')
  const none = {
    acts: { shape: [24, 64], data: new Float32Array(24 * 64) },
    recon: { shape: [24, 16], data: new Float32Array(24 * 16) }
  }
  writeFileSync(rows, tensorsToSafetensors({ x: { shape: [24, 16], data: rawRows.values }, ...none }))
  const script = join(root, 'bench/peers/check_saelens.py')
  execFileSync(python!, [script, recorded, rows, '--record', join(recorded, 'expected.safetensors')])
}

function greatestDifference(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length)
  return a.reduce((greatest, value, i) => Math.max(greatest, Math.abs(value - b[i])), 0)
}
