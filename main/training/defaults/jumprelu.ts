/** Defaults of JumpReLU; thresholds and bandwidth in units of inputs of mean norm √d_in. */
import type { JumpLoss, RunConfig } from '../../../contract/records/run'
import { type RunSize, roundedTo2, usualL0 } from './run-size'

/**
 * Encoder rows of norm 1 on inputs of norm √d_in give first pre-activations of deviation 1: a first threshold of 1 lets a sixth
 * of the features fire, and a bandwidth of 1 reaches many of them. Gemma Scope's and dictionary_learning's 0.001 (0.024 in these
 * units) needs their hundred thousand steps: a threshold moves by about the learning rate per step.
 */
const firstThreshold = 1
const bandwidth = 1

export function jumpReluDefaults(size: RunSize, given: Partial<RunConfig>): Partial<RunConfig> {
  // SAELens's advice: what L0 a coefficient leads to is hard to foresee under Adam, a target is not.
  const jumpLoss = given.jumpLoss ?? 'target-l0'
  return {
    jumpLoss,
    ...(jumpLoss === 'target-l0' ? { targetL0: usualL0(size) } : {}),
    sparsityCoefficient: coefficient(jumpLoss, size),
    // As the others; dictionary_learning has 2,000 steps.
    sparsityWarmUpShare: 0.05,
    bandwidth,
    initialThreshold: firstThreshold
  }
}

/** Parts of the inputs' squared norm: what it costs to be at twice the target; a feature that fires; one that fires strongly. */
const parts: Record<JumpLoss, number> = { 'target-l0': 6, l0: 600, tanh: 2400 }

function coefficient(loss: JumpLoss, { dIn }: RunSize): number {
  return roundedTo2(dIn / parts[loss])
}
