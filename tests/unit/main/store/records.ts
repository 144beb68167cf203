/** Records to put into projects. Nothing here needs a test to be running. */
import type { Dataset } from '../../../../contract/records/dataset'
import type { MetricPoint } from '../../../../contract/records/metrics'
import type { RunConfig } from '../../../../contract/records/run'
import type { AnalyzedFeature, FeatureBlock } from '../../../../main/store/feature-records'

export const dataset: Dataset = {
  id: 'data-1',
  name: 'resid_post',
  activations: {
    path: '/data/resid_post.npy',
    relativePath: '../resid_post.npy',
    sizeBytes: 4_000,
    modifiedMs: 1_700_000_000_000.5,
    fingerprint: 'ab'.repeat(32),
    dtype: 'f32',
    shape: [100, 10]
  },
  rows: 100,
  dIn: 10,
  outliers: { rule: 'drop', factor: 10 },
  split: { by: 'row', every: 10 },
  leftOut: { count: 2, notFinite: 1, outliers: 1, rows: [3, 50] },
  trainRows: 88,
  validationRows: 10,
  norms: { mean: 3, median: 2.9 },
  documents: 0,
  createdAt: 1_000
}

export const config: RunConfig = {
  architecture: 'topk',
  dSae: 64,
  k: 8,
  auxCoefficient: 1 / 32,
  auxK: 5,
  steps: 600,
  batchRows: 1_024,
  learningRate: 3e-4,
  warmUpSteps: 10,
  decayShare: 0.2,
  adamBeta1: 0.9,
  adamBeta2: 0.999,
  adamEpsilon: 1e-8,
  gradientClip: 1,
  deadWindowSteps: 100,
  unitNormDecoder: true,
  seed: 0,
  precision: 'exact',
  checkpointEverySteps: 100,
  validateEverySteps: 100
}

/** A feature whose numbers follow from its id. */
export function analyzedFeature(feature: number): AnalyzedFeature {
  const activeRows = feature % 7 === 0 ? 0 : 10 * feature
  return {
    facts: {
      feature,
      density: activeRows / 10_000,
      activeRows,
      mean: feature / 3,
      max: 2 * feature,
      mass: feature / 2_016,
      nearestCosine: 0.5
    },
    histogram: Uint32Array.from({ length: 40 }, (_, i) => i + feature),
    top: { rows: Uint32Array.of(feature, 7), values: Float32Array.of(2 * feature, 0.1) },
    random: { rows: Uint32Array.of(9), values: Float32Array.of(0.25) },
    intervals: Array.from({ length: 10 }, (_, i) => ({
      rows: Uint32Array.of(100 + i),
      values: Float32Array.of(i),
      count: 3 * i
    })),
    neighbors: { features: Uint32Array.of((feature + 1) % 64, (feature + 2) % 64), cosines: Float32Array.of(0.5, -0.25) },
    peak: { before: 'the capital of ', token: ` France${feature}` }
  }
}

export function featureBlock(first: number, count: number): FeatureBlock {
  return { first, features: Array.from({ length: count }, (_, i) => analyzedFeature(first + i)) }
}

export function point(step: number, loss = 1 / step, split: MetricPoint['split'] = 'train'): MetricPoint {
  return { split, step, seconds: step / 10, values: { loss, l0: 8 } }
}
