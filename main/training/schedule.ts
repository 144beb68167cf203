/** How the learning rate and λ move over a run. Pure: the value of a step depends on the configuration and the step alone. */
import type { RunConfig } from '../../contract/records/run'

/**
 * Coefficients of step `step` (from 0): the rate rises linearly over the warm-up, stays, and falls linearly over the last
 * `decayShare` of steps, to reach 0 just after the last; λ rises linearly over its own warm-up.
 */
export function coefficientsAt(config: RunConfig, step: number): { learningRate: number; l1Coefficient: number } {
  const { steps, learningRate, warmUpSteps, decayShare, l1Coefficient = 0, l1WarmUpShare = 0 } = config
  const decaySteps = steps * decayShare
  const down = decaySteps > 0 ? Math.min(1, (steps - step) / decaySteps) : 1
  return {
    learningRate: learningRate * risen(step, warmUpSteps) * down,
    l1Coefficient: l1Coefficient * risen(step, steps * l1WarmUpShare)
  }
}

/** Steps before λ has reached its full value. */
export function l1WarmUpSteps(config: RunConfig): number {
  return Math.ceil(config.steps * (config.l1WarmUpShare ?? 0))
}

function risen(step: number, over: number): number {
  return over > 0 ? Math.min(1, (step + 1) / over) : 1
}
