/** Default configuration for an architecture on some data; every value with its source. Impossible values are check-config.ts's. */
import type { Architecture, RunConfig } from '../../contract/records/run'

/** What the defaults depend on. */
export interface DataSize {
  dIn: number
  trainRows: number
}

/** All fields, those in `given` kept as they are; defaults that depend on others (steps, width) follow the given ones. */
export function defaultConfig(architecture: Architecture, data: DataSize, given: Partial<RunConfig> = {}): RunConfig {
  const { dIn, trainRows } = data
  // 8 features per dimension: the middle of what the field uses (4 to 32); for tiny data not more than rows.
  const dSae = given.dSae ?? Math.min(8 * dIn, Math.max(2 * dIn, trainRows))
  // 1,024 as the reference run; what there is for tiny data; 4,096 (SAELens) where rows abound.
  const batchRows = given.batchRows ?? (trainRows >= 1_000_000 ? 4096 : Math.max(1, Math.min(1024, trainRows)))
  const steps = given.steps ?? defaultSteps(trainRows, batchRows)
  const shared = {
    architecture,
    dSae,
    batchRows,
    steps,
    // SAELens and PyTorch.
    adamBeta1: 0.9,
    adamBeta2: 0.999,
    adamEpsilon: 1e-8,
    // SAELens and dictionary_learning.
    gradientClip: 1,
    // The reference run: 200 steps; a tenth of short runs.
    warmUpSteps: Math.min(200, Math.floor(steps / 10)),
    // SAELens: linear decay over the last fifth.
    decayShare: 0.2,
    // SAELens: 1,000 steps; a sixth of shorter runs, so that AuxK has time to work.
    deadWindowSteps: Math.max(1, Math.min(1000, Math.ceil(steps / 6))),
    seed: 0,
    // Reads long enough for any disk; pools of 128 MB mix 64 of them and leave memory to the weights.
    shuffleBlockMB: 2,
    shufflePoolMB: 128,
    precision: 'exact' as const,
    checkpointEverySteps: Math.max(1, Math.min(1000, Math.ceil(steps / 10))),
    validateEverySteps: Math.max(1, Math.min(500, Math.ceil(steps / 20)))
  }
  const own = architecture === 'topk' ? topkDefaults(dIn, dSae) : reluL1Defaults(dIn, dSae)
  return { ...shared, ...own, ...given, architecture }
}

/** About 20 passes, at least 600 steps (2,000 of tiny batches), at most 30,000. */
function defaultSteps(trainRows: number, batchRows: number): number {
  const least = batchRows < 256 ? 2000 : 600
  return Math.max(least, Math.min(30_000, Math.round((20 * trainRows) / batchRows)))
}

function topkDefaults(dIn: number, dSae: number) {
  return {
    // Gao 2024 and the field's usual k; half the width for data of few dimensions.
    k: Math.max(1, Math.min(32, Math.floor(dIn / 2), dSae)),
    // Gao 2024, appendix A.2.
    auxCoefficient: 1 / 32,
    // dictionary_learning and sparsify: d_in / 2.
    auxK: Math.max(1, Math.min(Math.floor(dIn / 2), dSae)),
    learningRate: widthRate(dSae),
    unitNormDecoder: true
  }
}

function reluL1Defaults(dIn: number, dSae: number) {
  return {
    // λ shrinks inputs of norm √d_in by a share that depends on λ/√d_in: a twelfth. 2 at 576 dimensions (L0 39, FVU 0.228 with
    // 4,608 features after 600 steps; 5 gives L0 20, FVU 0.330), 5 (SAELens's tutorial) at 3,600.
    l1Coefficient: Number((Math.sqrt(dIn) / 12).toPrecision(2)),
    // SAELens: 5 % of steps.
    l1WarmUpShare: 0.05,
    learningRate: widthRate(dSae),
    unitNormDecoder: false
  }
}

/**
 * Wider dictionaries take lower rates: ∝ 1/√dSae as in Gao 2024, section 2.1, and dictionary_learning (2e-4 ÷ √(n ÷ 2^14)).
 * The constant was measured for short runs: 4,608 features, 600 steps, validation FVU 0.217 at 5e-4, 0.195 at 1e-3,
 * 0.185 at 2e-3 but with features dying.
 */
function widthRate(dSae: number): number {
  const rate = 1e-3 * Math.min(1, Math.sqrt(4608 / dSae))
  return Number(rate.toPrecision(2))
}
