/** What a configuration will cost, from its sizes and from how fast earlier runs were. */
import type { Run, RunConfig } from '../../../../contract/records/run'
import { configFields } from '../config-fields'

export interface Estimate {
  /** How often each training row is seen. */
  passes: number
  parameters: number
  /** Weights and both moments of Adam, f32. */
  checkpointBytes: number
  /** Seconds, and the run whose speed it is taken from; absent when nothing alike was run. */
  time?: { seconds: number; like: Run }
}

export function estimateOf(config: RunConfig, data: { dIn: number; trainRows: number }, runs: readonly Run[]): Estimate {
  const parameters = 2 * data.dIn * config.dSae + config.dSae + data.dIn
  const like = nearestRuns(
    config,
    runs.filter((run) => run.seconds > 1 && run.step > 10)
  )[0]
  return {
    passes: (config.steps * config.batchRows) / Math.max(1, data.trainRows),
    parameters,
    checkpointBytes: 3 * 4 * parameters,
    time: like && { like, seconds: secondsLike(config, like) }
  }
}

/** Earlier runs, those with the fewest differing fields first, the later one first among equals. */
export function nearestRuns(config: RunConfig, runs: readonly Run[]): Run[] {
  const differences = (run: Run) => configFields.filter(({ key }) => run.config[key] !== config[key]).length
  return [...runs].sort((a, b) => differences(a) - differences(b) || b.createdAt - a.createdAt)
}

/** Time grows with rows times features, about. */
function secondsLike(config: RunConfig, like: Run): number {
  const perStep = like.seconds / like.step
  const work = (other: RunConfig) => other.batchRows * other.dSae
  return config.steps * perStep * (work(config) / work(like.config))
}
