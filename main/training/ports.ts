/** What training gets from outside and where its results go. Implemented by the engine's job; by arrays in tests. */
import type { Batch, Tensors } from '../../contract/records/arrays'
import type { DensityHistogram, MetricPoint, RunMark } from '../../contract/records/metrics'
import type { Checkpoint, RunConfig, RunWarning } from '../../contract/records/run'
import type { Dictionary } from '../dictionaries'

/** The rows to learn from. `inputScale` and `mean` [dIn] (raw) are those of measureInputs. */
export interface TrainingData {
  dIn: number
  trainRows: number
  inputScale: number
  mean: Float32Array
  /** Endless; batch n is for step n (counted from 0), so that a resumed run sees the rows it would have seen. */
  batches(firstStep: number): AsyncIterable<Batch>
  /** Every validation row once; nothing where there is no validation split. */
  validation(): AsyncIterable<Batch>
}

/** Takes what a run yields, in order. `points` are one per step and one per validation; collecting them is the sink's work. */
export interface TrainingSink {
  points(points: MetricPoint[]): void
  density(histogram: DensityHistogram): void
  mark(mark: RunMark): void
  warning(warning: RunWarning): void
  /** Has to be safe on disk when the promise resolves. */
  checkpoint(state: TrainingState, reason: Checkpoint['reason']): Promise<void>
}

/** Everything needed to go on as if never interrupted. `tensors` are opaque; `seconds` do not count pauses. */
export interface TrainingState {
  /** Steps done. */
  step: number
  seconds: number
  inputScale: number
  /** [dIn], raw */
  mean: Float32Array
  tensors: Tensors
  /** The dictionary after `step` steps, for raw inputs; not needed to resume. */
  dictionary?: Dictionary
}

/** Asked between steps. */
export interface TrainingControl {
  wanted(): 'run' | 'pause' | 'stop'
  /** True once for each time somebody asked for a checkpoint. */
  takeCheckpointRequest(): boolean
  /** Resolves when `wanted` is no longer `pause`. */
  whenResumed(): Promise<void>
}

export interface TrainOptions {
  config: RunConfig
  data: TrainingData
  resume?: TrainingState
  sink: TrainingSink
  control: TrainingControl
  /** Ends the run at once, without a checkpoint. */
  signal: AbortSignal
}
