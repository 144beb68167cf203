/**
 * Default configuration for an architecture on some data; every value with its source. Sparsity and what it takes are in
 * defaults/sparsity.ts, dead features in defaults/dead-features.ts, learning rates in defaults/optimization.ts. Impossible values are check-config.ts's.
 */
import type { Architecture, RunConfig } from '../../contract/records/run'
import type { DataSize } from './data-size'
import { deadFeatureDefaults } from './defaults/dead-features'
import { optimizationDefaults } from './defaults/optimization'
import { sparsityDefaults } from './defaults/sparsity'

/** All fields, those in `given` kept as they are; defaults that depend on others (steps, width, kind) follow the given ones. */
export function defaultConfig(architecture: Architecture, data: DataSize, given: Partial<RunConfig> = {}): RunConfig {
  const { dIn, trainRows } = data
  // 8 features per dimension: the middle of what the field uses (4 to 32); for tiny data not more than rows.
  const dSae = given.dSae ?? Math.min(8 * dIn, Math.max(2 * dIn, trainRows))
  // 1,024 as the reference run; what there is for tiny data; 4,096 (SAELens) where rows abound.
  const batchRows = given.batchRows ?? (trainRows >= 1_000_000 ? 4096 : Math.max(1, Math.min(1024, trainRows)))
  const steps = given.steps ?? defaultSteps(trainRows, batchRows)
  const size = { ...data, architecture, dSae, batchRows, steps }
  return {
    dSae,
    batchRows,
    steps,
    ...optimizationDefaults(size, given),
    ...sparsityDefaults(size, given),
    ...deadFeatureDefaults(size, given),
    // SAELens: 1,000 steps; a sixth of shorter runs, so that AuxK has time to work.
    deadWindowSteps: Math.max(1, Math.min(1000, Math.ceil(steps / 6))),
    seed: 0,
    // Reads long enough for any disk; pools of 128 MB mix 64 of them and leave memory to the weights.
    shuffleBlockMB: 2,
    shufflePoolMB: 128,
    precision: 'exact',
    checkpointEverySteps: Math.max(1, Math.min(1000, Math.ceil(steps / 10))),
    // The latest is there to go on from; one before it in case that one turns out to be bad; one to look back.
    keepCheckpoints: 3,
    validateEverySteps: Math.max(1, Math.min(500, Math.ceil(steps / 20))),
    ...given,
    architecture
  }
}

/** About 20 passes, at least 600 steps (2,000 of tiny batches), at most 30,000. */
function defaultSteps(trainRows: number, batchRows: number): number {
  const least = batchRows < 256 ? 2000 : 600
  return Math.max(least, Math.min(30_000, Math.round((20 * trainRows) / batchRows)))
}
