/** How the learning rate and λ move over a run. Pure: the value of a step depends on the configuration and the step alone. */
import type { RunConfig } from '../../contract/records/run'
import type { StepCoefficients } from '../dictionaries'

/**
 * Coefficients of step `step` (from 0). The rate rises linearly over the warm-up; then it falls as the schedule says, to reach
 * 0 just after the last step, or not at all. λ rises linearly over its own warm-up.
 */
export function coefficientsAt(config: RunConfig, step: number): Required<StepCoefficients> {
  const { steps, learningRate, warmUpSteps, sparsityCoefficient = 0, sparsityWarmUpShare = 0 } = config
  return {
    learningRate: learningRate * risen(step, warmUpSteps) * left(config, step),
    sparsityCoefficient: sparsityCoefficient * risen(step, steps * sparsityWarmUpShare),
    share: (step + 1) / steps
  }
}

/** Steps before λ has reached its full value. */
export function sparsityWarmUpSteps(config: RunConfig): number {
  return Math.ceil(config.steps * (config.sparsityWarmUpShare ?? 0))
}

function risen(step: number, over: number): number {
  return over > 0 ? Math.min(1, (step + 1) / over) : 1
}

/** Factor on the rate that the schedule leaves, 0–1. */
function left({ schedule = 'linear', steps, warmUpSteps, decayShare, restarts = 0 }: RunConfig, step: number): number {
  if (schedule === 'constant') return 1
  if (schedule === 'linear') return decayShare > 0 ? Math.min(1, (steps - step) / (steps * decayShare)) : 1
  if (step < warmUpSteps) return 1
  return halfCosine(((step - warmUpSteps) / (steps - warmUpSteps)) * (restarts + 1))
}

/** From 1 to 0 while `time` goes from a whole number to the next, then again (SGDR, arXiv 1608.03983). */
function halfCosine(time: number): number {
  return (1 + Math.cos(Math.PI * (time - Math.floor(time)))) / 2
}
