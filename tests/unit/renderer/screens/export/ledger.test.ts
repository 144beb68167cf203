/** Tests of the ledger: the same lines before and after writing, gaps in words, the receipt as text. */
import { describe, expect, it } from 'vitest'
import type { Dataset } from '../../../../../contract/records/dataset'
import type { Receipt } from '../../../../../contract/records/export'
import { isVerified, ledgerBefore, ledgerOf, receiptText } from '../../../../../renderer/screens/export/ledger'
import { runWith, topk } from '../runs/config'

const receipt: Receipt = {
  as: 'labeled',
  format: 'saelens',
  type: 'f32',
  names: {},
  loupeVersion: '0.1.0',
  createdAt: 0,
  project: 'P',
  run: { id: 'r', name: 'topk-32', step: 600, state: 'done', backend: 'tensorflow' },
  config: topk,
  data: {
    name: 'resid',
    fingerprint: 'b41e09c75d2a0000',
    rows: 40_000,
    trainRows: 36_063,
    validationRows: 3_935,
    leftOut: 2,
    outlierRule: 'drop',
    inputScale: 0.14
  },
  validation: { l0: 32, fvu: 0.2641, explained_variance: 0.7359, dead: 14 },
  labels: { total: 4608, pending: 4601, draft: 1, labeled: 5, notInterpretable: 1, written: 4608 },
  files: [{ name: 'sae_weights.safetensors', content: 'weights', sizeBytes: 10, sha256: 'ab'.repeat(32) }],
  verified: { rows: 1024, maxDifferenceActs: 1e-7, maxDifferenceRecon: 1e-6, labelsEqual: true, seconds: 1 },
  gaps: ['4,601 features have no label.']
}

const dataset: Dataset = {
  id: 'd',
  name: 'resid',
  activations: {
    path: '/a',
    relativePath: 'a',
    sizeBytes: 1,
    modifiedMs: 1,
    fingerprint: 'b41e09c75d2a0000',
    dtype: 'f16',
    shape: [40_000, 576]
  },
  rows: 40_000,
  dIn: 576,
  outliers: { rule: 'drop', factor: 10 },
  split: { by: 'document', every: 10 },
  leftOut: { count: 2, notFinite: 0, outliers: 2, rows: [] },
  trainRows: 36_063,
  validationRows: 3_935,
  norms: { mean: 1, median: 1 },
  documents: 1,
  createdAt: 0
}

const progress = {
  total: 4608,
  pending: 4601,
  draft: 1,
  labeled: 5,
  notInterpretable: 1,
  flagged: 0,
  later: 0,
  massLabeled: 0.018
}
const run = runWith({ validation: receipt.validation, analysis: { step: 600, features: 4608, rows: 1, finishedAt: 1 } })

describe('the ledger', () => {
  it('says before writing what it says after, line by line, as far as it is known', () => {
    const before = ledgerBefore(run, 600, { data: dataset, progress, gaps: [] }).sections
    const after = ledgerOf(receipt).sections
    expect(before[0]).toEqual(after[0])
    expect(before[1]).toEqual(after[1])
    expect(after[1].lines.map((line) => line.value)).toEqual(['32.0', '0.736', '0.264', '14 of 4,608'])
  })

  it('names the annotator whose labels are written in place of those of the project', () => {
    const named = { label: 'what one annotator says', value: 'Dan' }
    const before = ledgerBefore(run, 600, { data: dataset, progress, gaps: [], annotator: 'Dan' }).sections
    expect([before, ledgerOf({ ...receipt, annotator: 'Dan' }).sections].map((sections) => sections[2].lines[0])).toEqual([
      named,
      named
    ])
    expect(ledgerOf(receipt).sections[2].lines[0].label).toBe('labeled')
  })

  it('names every architecture with what makes it sparse', () => {
    const configured = (config: Partial<typeof topk>) =>
      ledgerOf({ ...receipt, config: { ...topk, ...config } }).sections[0].lines.find(({ label }) => label === 'configuration')
        ?.value
    expect(configured({})).toBe('TopK, k 32')
    expect(configured({ architecture: 'matryoshka' })).toBe('Matryoshka, k 32')
    expect(configured({ architecture: 'jumprelu', jumpLoss: 'target-l0', targetL0: 24 })).toBe('JumpReLU, target L0 24')
    expect(configured({ architecture: 'kl', sparsityCoefficient: 10 })).toBe('ReLU-KL, coefficient 10')
  })

  it('names what is missing before it is written', () => {
    const gaps = (more: Parameters<typeof runWith>[0]) =>
      ledgerBefore(runWith(more), 600, { data: dataset, progress: undefined, gaps: ['No license is stated.'] }).gaps.slice(1)
    expect(gaps({ analysis: { step: 300, features: 1, rows: 1, finishedAt: 1 } })[0]).toContain('step 300')
    expect(gaps({ step: 200 })[0]).toContain('step 200 of 600')
    expect(ledgerBefore(run, 600, { data: dataset, progress, gaps: ['No license is stated.'] }).gaps).toEqual([
      'No license is stated.',
      '4,601 features have no label. 98.2 % of activation mass is not labeled.'
    ])
  })

  it('calls a folder equal only when numbers and labels are', () => {
    const { verified } = receipt
    expect(isVerified(verified)).toBe(true)
    expect(isVerified({ ...verified, maxDifferenceActs: 1e-3 })).toBe(false)
    expect(isVerified({ ...verified, maxDifferenceRecon: Number.NaN })).toBe(false)
    expect(isVerified({ ...verified, labelsEqual: false })).toBe(false)
  })

  it('is copied with its gaps and checksums', () => {
    const text = receiptText(receipt, '/out/x')
    expect(text.split('\n')[0]).toBe('Receipt of /out/x')
    expect(text).toContain('explained variance: 0.736')
    expect(text).toContain('4,601 features have no label.')
    expect(text).toContain(`${'ab'.repeat(32)}  sae_weights.safetensors`)
  })
})
