/** Small seeded inputs for the tests of dictionaries and training. */
import type { Batch } from '../../../../contract/records/arrays'
import type { RunConfig } from '../../../../contract/records/run'
import { createRandom } from '../../../../main/maths/random'

/** A batch of normal numbers around 0.5, [count, dIn]. */
export function randomBatch(count: number, dIn: number, seed = 1): Batch {
  const random = createRandom(seed)
  const values = Float32Array.from({ length: count * dIn }, () => random.normal() + 0.5)
  return { count, dIn, values, rows: Uint32Array.from({ length: count }, (_, row) => row) }
}

/** A whole configuration, small, with the given fields. */
export function smallConfig(given: Partial<RunConfig> = {}): RunConfig {
  return {
    architecture: 'topk',
    dSae: 64,
    k: 4,
    auxCoefficient: 1 / 32,
    auxK: 8,
    sparsityCoefficient: 0.5,
    sparsityWarmUpShare: 0.05,
    steps: 20,
    batchRows: 32,
    learningRate: 1e-3,
    warmUpSteps: 2,
    decayShare: 0.2,
    adamBeta1: 0.9,
    adamBeta2: 0.999,
    adamEpsilon: 1e-8,
    gradientClip: 1,
    deadWindowSteps: 3,
    unitNormDecoder: true,
    seed: 7,
    precision: 'exact',
    checkpointEverySteps: 10,
    validateEverySteps: 5,
    ...given
  }
}

/** ‖a − b‖ / ‖b‖ */
export function relativeDifference(a: Float32Array, b: Float32Array): number {
  const norm = (values: Float32Array): number => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))
  return norm(a.map((value, i) => value - b[i])) / norm(b)
}
