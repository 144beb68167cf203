/**
 * What sae-lens makes of Loupe's folders. With the Python environment of bench/peers the real library opens fresh exports;
 * without it, files recorded from the real library stand for it (tests/fixtures/interchange). LOUPE_RECORD=1 records them anew.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Tensors } from '../../contract/records/arrays'
import type { RunConfig } from '../../contract/records/run'
import { tensorsFromSafetensors } from '../../main/codecs/safetensors'
import { tensorsToSafetensors } from '../../main/codecs/safetensors-writing'
import { createEncoder, createLearner } from '../../main/dictionaries'
import type { Dictionary } from '../../main/dictionaries/dictionary'
import { shapeOf } from '../../main/dictionaries/learner'
import { scaleNormalizer } from '../../main/dictionaries/normalization/scale'
import { dictionaryFromParameters } from '../../main/dictionaries/weights/from-parameters'
import { exportDictionary, referenceEncoder, writeSaelens } from '../../main/interchange'
import { createRandom } from '../../main/maths/random'
import { configOf, everyArchitecture } from '../unit/main/dictionaries/every'
import { smallConfig } from '../unit/main/dictionaries/made'
import { dictionaryOf } from '../unit/main/dictionaries/random'
import {
  fixtures,
  materialFor,
  randomBatch,
  randomDictionary,
  readBack,
  temporaryFolder
} from '../unit/main/interchange/material'

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
  const facts = { dIn: 16, inputScale: scale, mean: new Float32Array(16) }
  const parameters: Tensors = { W_enc: normals(64, 16), b_enc: normals(64), W_dec: normals(64, 16), b_dec: normals(16) }
  const shape = shapeOf(smallConfig({ dSae: 64 }), facts)
  const normalizer = scaleNormalizer(smallConfig(), shape, facts)
  return normalizer.fold(dictionaryFromParameters(parameters, shape, { architecture: 'topk', k: 5 }))
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
    const encoder = referenceEncoder(await readBack(recorded))
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
      const golden = await readBack(join(fixtures, 'saelens-topk'))
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

  it.skipIf(python === undefined)(
    'opens every architecture and kind that it has a class for, made or trained, and computes what Loupe’s backend does',
    { timeout: 300_000 },
    async () => {
      const made = kinds.map(([name, given], i) => [name, dictionaryOf({ dIn: 16, dSae: 64, ...given }, 50 + i)] as const)
      const trained: (readonly [string, Dictionary])[] = []
      for (const [name, config] of runs) trained.push([name, await trainedDictionary(config)])
      const parent = temporaryFolder()
      const folders: string[] = []
      for (const [i, [, dictionary]] of [...made, ...trained].entries()) {
        folders.push(join(parent, `kind-${i}`))
        const encoder = await createEncoder(dictionary)
        await exportDictionary(materialFor(folders[i], dictionary, { check: { rows: randomBatch(42, 24, 16), encoder } }))
        encoder.dispose()
      }
      const found = checkWithPython(folders)
      expect(found.map((line) => line.class)).toEqual([...made, ...trained].map(([name]) => name))
      for (const [i, line] of found.entries()) {
        const { inputNorm = 'none' } = [...made, ...trained][i][1]
        const norms = { none: 'none', 'layer-norm': 'layer_norm', 'constant-norm': 'constant_norm_rescale' }
        expect(line).toMatchObject({ d_in: 16, d_sae: 64, metadata_loupe: true, normalize_activations: norms[inputNorm] })
        expect(line.l0, `${i} ${line.class}`).toBeGreaterThan(0.5)
        expect(line.max_difference_acts, `${i} ${line.class}`).toBeLessThan(1e-4)
        expect(line.max_difference_recon, `${i} ${line.class}`).toBeLessThan(1e-4)
      }
      rmSync(parent, { recursive: true })
    }
  )
})

/** Runs as they are exported: every architecture, and normalizations that fold or do not. */
const runs: [name: string, RunConfig][] = [
  ...everyArchitecture.map((architecture): [string, RunConfig] => [
    { topk: 'TopKSAE', gated: 'GatedSAE', batchtopk: 'JumpReLUSAE', matryoshka: 'JumpReLUSAE', jumprelu: 'JumpReLUSAE' }[
      architecture as string
    ] ?? 'StandardSAE',
    configOf(architecture, wide(architecture))
  ]),
  ['JumpReLUSkipTranscoder', configOf('batchtopk', { ...wide('batchtopk'), kind: 'skip-transcoder' })],
  ['SkipTranscoder', configOf('relu-l1', { ...wide('relu-l1'), kind: 'skip-transcoder', normalization: 'whitening' })],
  ['JumpReLUTranscoder', configOf('jumprelu', { ...wide('jumprelu'), kind: 'transcoder', normalization: 'layer-norm' })],
  ['GatedSAE', configOf('gated', { ...wide('gated'), normalization: 'whitening' })],
  ['TopKSAE', configOf('topk', { ...wide('topk'), normalization: 'constant-norm', emaDecay: 0.9 })]
]

function wide(architecture: string): Partial<RunConfig> {
  return architecture === 'matryoshka' ? { dSae: 64, prefixes: [16, 64] } : { dSae: 64 }
}

/** After a few steps on rows like those that it is compared on; targets of a transcoder are 5 wide. */
async function trainedDictionary(config: RunConfig): Promise<Dictionary> {
  const covariance = Float32Array.from({ length: 256 }, (_, i) => (i % 17 === 0 ? 9 : 0.5))
  const targets = { dOut: 5, targetScale: 0.5, targetMean: new Float32Array(5) }
  const learner = await createLearner(config, { dIn: 16, inputScale: 1 / 3, mean: new Float32Array(16), covariance, ...targets })
  for (let step = 0; step < 5; step += 1) {
    const batch = { ...randomBatch(step, 64, 16), dOut: 5, targets: randomBatch(step + 100, 64, 5).values }
    learner.step(batch, { learningRate: 0.02, sparsityCoefficient: 0.05, share: step / 20 })
  }
  const dictionary = learner.dictionary()
  learner.dispose()
  return dictionary
}

/** SAELens's class for each form that is written. */
const kinds: [name: string, Partial<Dictionary>][] = [
  ['JumpReLUSAE', { architecture: 'jumprelu' }],
  ['GatedSAE', { architecture: 'gated' }],
  ['Transcoder', { kind: 'transcoder' }],
  ['SkipTranscoder', { kind: 'skip-transcoder' }],
  ['JumpReLUTranscoder', { kind: 'transcoder', architecture: 'jumprelu' }],
  ['JumpReLUSkipTranscoder', { kind: 'skip-transcoder', architecture: 'jumprelu' }],
  ['TopKSAE', { kind: 'transcoder', architecture: 'topk', dOut: 16 }],
  ['GatedSAE', { kind: 'transcoder', architecture: 'gated', dOut: 16 }],
  ['JumpReLUSAE', { kind: 'crosscoder', architecture: 'jumprelu' }],
  ['TopKSAE', { kind: 'crosscoder', architecture: 'topk' }],
  ['StandardSAE', { inputNorm: 'layer-norm' }],
  ['GatedSAE', { architecture: 'gated', inputNorm: 'constant-norm' }],
  ['JumpReLUSAE', { architecture: 'jumprelu', inputNorm: 'layer-norm' }],
  ['TopKSAE', { architecture: 'topk', inputNorm: 'layer-norm' }],
  ['Transcoder', { kind: 'transcoder', inputNorm: 'constant-norm' }],
  ['JumpReLUTranscoder', { kind: 'transcoder', architecture: 'jumprelu', inputNorm: 'layer-norm' }]
]

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
