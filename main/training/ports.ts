/** What training gets from outside and where its results go. Implemented by the engine's job; by arrays in tests. */
import type { Batch, Tensors } from '../../contract/records/arrays'
import type { DensityHistogram, MetricPoint, RunMark } from '../../contract/records/metrics'
import type { Checkpoint, RunConfig, RunWarning } from '../../contract/records/run'
import type { ErrorRecord } from '../../contract/wire/errors'
import type { Dictionary, InputFacts } from '../dictionaries'

/** The rows to learn from. `facts` are those of measureInputs. */
export interface TrainingData {
  trainRows: number
  facts: InputFacts
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
  /** The rows of a step that was not finite, to be looked at; called a few times in a run at most. */
  keepBatch(step: number, batch: Batch): Promise<void>
  /**
   * Has to be safe on disk when the promise resolves. Rejecting with `disk-full` holds the run up, and is tried again.
   * Which earlier ones may go is checkpoint-policy.ts's to say.
   */
  checkpoint(state: TrainingState, reason: Checkpoint['reason']): Promise<void>
}

/** Everything needed to go on as if never interrupted. `tensors` are opaque; `seconds` do not count pauses. */
export interface TrainingState {
  /** Steps done. */
  step: number
  seconds: number
  /** As they were at the start of the run: it goes on with them whatever is measured later. */
  facts: InputFacts
  /** Large ones are read when their data is asked for, as they are then: whoever keeps a state copies it. */
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
  /** The run can not go on for now, and waits as if somebody had wanted a pause. Resolves when `wanted` is something else. */
  heldUp(problem: ErrorRecord): Promise<void>
}

export interface TrainOptions {
  config: RunConfig
  data: TrainingData
  /** Its `tensors` are let go of once the training has them. */
  resume?: TrainingState
  /** A finished dictionary whose parameters a new run starts with (fine-tuning). */
  start?: Dictionary
  sink: TrainingSink
  control: TrainingControl
  /** Ends the run at once, without a checkpoint. */
  signal: AbortSignal
}
