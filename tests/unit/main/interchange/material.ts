/** Dictionaries, labels and whole export materials for tests: small, seeded, in the shapes of the contract. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Batch } from '../../../../contract/records/arrays'
import type { Example, FeatureFacts } from '../../../../contract/records/feature'
import type { LabelFields } from '../../../../contract/records/label'
import type { Dictionary } from '../../../../main/dictionaries/dictionary'
import { type ExportFeature, type ExportMaterial, readDictionary, referenceEncoder } from '../../../../main/interchange'
import { createRandom } from '../../../../main/maths/random'

export const fixtures = join(import.meta.dirname, '../../../fixtures/interchange')

/** Removed when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'loupe-interchange-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The dictionary of a folder, by the reader that everything is opened with. */
export async function readBack(folder: string): Promise<Dictionary> {
  return (await readDictionary(folder)).dictionary
}

export function randomDictionary(o: {
  seed: number
  dIn: number
  dSae: number
  k?: number
  applyBDecToInput?: boolean
}): Dictionary {
  const random = createRandom(o.seed)
  const normals = (count: number, scale = 1): Float32Array => Float32Array.from({ length: count }, () => scale * random.normal())
  const tensors = {
    W_enc: { shape: [o.dIn, o.dSae], data: normals(o.dIn * o.dSae) },
    b_enc: { shape: [o.dSae], data: normals(o.dSae) },
    W_dec: { shape: [o.dSae, o.dIn], data: normals(o.dIn * o.dSae, 1 / Math.sqrt(o.dIn)) },
    b_dec: { shape: [o.dIn], data: normals(o.dIn) }
  }
  const base = { dIn: o.dIn, dSae: o.dSae, applyBDecToInput: o.applyBDecToInput ?? true, tensors }
  return o.k === undefined ? { architecture: 'standard', ...base } : { architecture: 'topk', ...base, k: o.k }
}

export function randomBatch(seed: number, count: number, dIn: number): Batch {
  const random = createRandom(seed)
  const values = Float32Array.from({ length: count * dIn }, () => 3 * random.normal())
  return { count, dIn, values, rows: Uint32Array.from({ length: count }, (_, i) => 20_000_001 + 2 * i) }
}

export function factsOf(feature: number, more: Partial<FeatureFacts> = {}): FeatureFacts {
  return { feature, density: 0.125, activeRows: 5, mean: 1.5, max: 2.25, mass: 0.01, nearestCosine: 0.5, ...more }
}

export function exampleOf(token: string, more: Partial<Example> = {}): Example {
  return {
    row: 12,
    value: 2.25,
    source: 'py 1:4',
    tokens: ['return', token, '\n'],
    values: [0, 2.25, 0.5],
    peak: 1,
    labels: { domain: 'code' },
    ...more
  }
}

export const pending: LabelFields = { label: '', notes: '', tags: [], confidence: null, status: 'pending' }

/** Labels that are hard on files: quotes, separators, line ends of all kinds, formulas, emoji, a lone surrogate. */
export const hardLabels: LabelFields[] = [
  {
    label: 'they / their, "possessive"',
    notes: 'a,b\r\n"c"\n# d\te',
    tags: ['syntax', 'a;b', 'x, y'],
    confidence: 2,
    status: 'labeled'
  },
  { label: '=HYPERLINK("http://x";"y")', notes: '@SUM(A1)', tags: ['-er', '+', "'"], confidence: 1, status: 'labeled' },
  { label: "'-er', suffix", notes: "''=x", tags: [], confidence: 3, status: 'labeled' },
  { label: '', notes: '\u2028 and \u2029 split lines', tags: ['🙂'], confidence: null, status: 'not-interpretable' },
  { label: ' half \ud83d of a pair ', notes: '\uFEFFmark', tags: [], confidence: null, status: 'draft' },
  { label: '﻿', notes: '\r', tags: [], confidence: null, status: 'draft' }
]

export function featuresOf(dSae: number): ExportFeature[] {
  return Array.from({ length: dSae }, (_, feature) => ({
    feature,
    label: hardLabels[feature] ?? pending,
    facts: factsOf(feature, feature === 1 ? { activeRows: 0, density: 0, mean: 0, max: 0, mass: 0 } : {}),
    examples: feature === 1 ? [] : [exampleOf(' self'), exampleOf('=1')]
  }))
}

const config = {
  architecture: 'topk',
  dSae: 64,
  k: 5,
  auxCoefficient: 1 / 32,
  auxK: 8,
  steps: 600,
  batchRows: 1024,
  learningRate: 3e-4,
  warmUpSteps: 200,
  decayShare: 0.2,
  adamBeta1: 0.9,
  adamBeta2: 0.999,
  adamEpsilon: 1e-8,
  gradientClip: 1,
  deadWindowSteps: 100,
  unitNormDecoder: true,
  seed: 7,
  precision: 'exact',
  checkpointEverySteps: 100,
  validateEverySteps: 50
} as const

/** A whole export; `folder` as given, everything else can be replaced. */
export function materialFor(folder: string, dictionary: Dictionary, more: Partial<ExportMaterial> = {}): ExportMaterial {
  return {
    folder,
    dictionary,
    metadata: { modelName: 'tiny', hookName: 'blocks.0.hook_resid_post' },
    origin: {
      as: 'labeled',
      format: 'saelens',
      type: 'f32',
      names: {},
      loupeVersion: '0.1.0',
      createdAt: 1_800_000_000_000,
      project: 'SmolLM2 layer 15',
      run: { id: 'run-1', name: 'topk-32-a', step: 600, state: 'done', backend: 'tensorflow' },
      config,
      data: {
        name: 'resid_post',
        fingerprint: 'b41e09c7',
        rows: 40_000,
        trainRows: 36_000,
        validationRows: 3_998,
        leftOut: 2,
        outlierRule: 'drop',
        inputScale: 0.14
      },
      validation: { fvu: 0.26, l0: 32 }
    },
    scope: { statuses: ['labeled', 'not-interpretable', 'draft', 'pending'], notes: true, examples: true },
    features: featuresOf(dictionary.dSae),
    check: { rows: randomBatch(99, 24, dictionary.dIn), encoder: referenceEncoder(dictionary) },
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...more
  }
}
