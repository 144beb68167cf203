/** What is known of a configuration's cost before anything is measured: from its sizes, and from how fast earlier runs were. */
import type { Run, RunConfig } from '../../../../contract/records/run'
import { differingKeys } from '../config-fields'

export interface Estimate {
  /** How often each training row is seen. */
  passes: number
  parameters: number
  /** Seconds, and the run whose speed it is taken from; absent when nothing alike was run. */
  time?: { seconds: number; like: Run }
}

interface Data {
  dIn: number
  trainRows: number
  targets?: { dOut: number } | undefined
}

export function estimateOf(config: RunConfig, data: Data, runs: readonly Run[]): Estimate {
  const ran = runs.filter((run) => run.seconds > 1 && run.step > 10)
  const like = nearestRuns(config, ran)[0]
  return {
    passes: (config.steps * config.batchRows) / Math.max(1, data.trainRows),
    parameters: parametersOf(config, { ...data, dIn: readWidth(config, data, runs) }),
    time: like && { like, seconds: secondsLike(config, like) }
  }
}

/** Numbers that come in per row: of a hybrid, the features of the autoencoder that it reads. */
function readWidth({ featuresOf }: RunConfig, { dIn }: Data, runs: readonly Run[]): number {
  return (featuresOf && runs.find((run) => run.id === featuresOf.run)?.config.dSae) ?? dIn
}

/** Encoder, decoder and biases; with a skip path W_skip, and thresholds or gates where the architecture has them. */
function parametersOf({ architecture, kind, dSae }: RunConfig, { dIn, targets }: Data): number {
  const isTranscoder = kind === 'transcoder' || kind === 'skip-transcoder'
  const dOut = isTranscoder && targets ? targets.dOut : dIn
  const perFeature = architecture === 'gated' ? 3 : architecture === 'jumprelu' ? 2 : 1
  return dSae * (dIn + dOut + perFeature) + dOut + (kind === 'skip-transcoder' ? dIn * dOut : 0)
}

/** Earlier runs, those with the fewest differing fields first, the later one first among equals. */
export function nearestRuns(config: RunConfig, runs: readonly Run[]): Run[] {
  const differences = new Map(runs.map((run) => [run.id, differingKeys(config, run.config).length]))
  const of = (run: Run) => differences.get(run.id) ?? 0
  return [...runs].sort((a, b) => of(a) - of(b) || b.createdAt - a.createdAt)
}

/** Time grows with rows times features, about. */
function secondsLike(config: RunConfig, like: Run): number {
  const perStep = like.seconds / like.step
  const work = (other: RunConfig) => other.batchRows * other.dSae
  return config.steps * perStep * (work(config) / work(like.config))
}
