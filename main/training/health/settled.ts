/** When the numbers of a run are worth judging. */
import type { RunConfig } from '../../../contract/records/run'
import { sparsityWarmUpSteps } from '../schedule'
import type { HealthMemory } from './memory'

/** Windows after which features have found what they fire on; in a short run half of it has to do. */
const earlyWindows = 5

/** Both warm-ups are over, and averages have something to say. */
export function isSettled({ goodSteps }: HealthMemory, config: RunConfig, step: number): boolean {
  return step > Math.max(config.warmUpSteps, sparsityWarmUpSteps(config)) && goodSteps >= 20
}

/** Many features fire on nearly everything at first: how they fire is worth judging when that is over, and out of the window. */
export function haveFeaturesSettled(memory: HealthMemory, config: RunConfig, step: number): boolean {
  const { steps, deadWindowSteps } = config
  return isSettled(memory, config, step) && step >= Math.min(steps / 2, earlyWindows * deadWindowSteps)
}
