/** A configuration and a run for the tests of the runs screen. */
import type { Run, RunConfig } from '../../../../../contract/records/run'

export const topk: RunConfig = {
  architecture: 'topk',
  dSae: 4608,
  k: 32,
  auxCoefficient: 0.03125,
  auxK: 288,
  steps: 600,
  batchRows: 1024,
  learningRate: 0.001,
  warmUpSteps: 60,
  decayShare: 0.2,
  adamBeta1: 0.9,
  adamBeta2: 0.999,
  adamEpsilon: 1e-8,
  gradientClip: 1,
  deadWindowSteps: 100,
  unitNormDecoder: true,
  seed: 0,
  precision: 'exact',
  checkpointEverySteps: 60,
  validateEverySteps: 30
}

export function runWith(more: Partial<Run>): Run {
  return {
    id: 'r',
    name: 'topk-32',
    dataset: 'd',
    config: topk,
    state: 'done',
    step: 600,
    seconds: 60,
    slot: 0,
    backend: 'tensorflow',
    checkpoints: [],
    warnings: [],
    note: '',
    tags: [],
    archived: false,
    createdAt: 1,
    ...more
  }
}
