/** What is said of a training, of several on one stream of batches, and of a short try. */
import type { Id, Progress } from '../../../../contract/records/basics'
import type { BackendInfo } from '../../../../contract/records/doctor'
import type { DensityHistogram, MetricPoint, RunMark } from '../../../../contract/records/metrics'
import type { PinMeasure } from '../../../../contract/records/pin'
import type { Checkpoint, RunConfig, RunWarning } from '../../../../contract/records/run'
import type { ErrorRecord } from '../../../../contract/wire/errors'
import type { Probe } from '../../../training/index'
import type { DataPlace } from './data-place'

export interface TrainSpec {
  data: DataPlace
  run: Id
  checkpointsFolder: string
  config: RunConfig
  /** Continue from this checkpoint. */
  resumeFrom: { step: number; folder: string } | undefined
  /** Checkpoint of another run, whose values a new run starts with instead of random ones. */
  startFrom: string | undefined
  /** Checkpoint of another run, whose dictionary is to lie in `data.featuresFolder`; absent where that run is gone. */
  featuresOf: string | undefined
  /** Features to be measured at each checkpoint; a wish changes them. */
  pins: number[]
}

/** News of a training, in the order they happened. */
export type TrainRecord =
  | { about: 'started'; backend: BackendInfo; inputScale: number }
  | { about: 'points'; points: MetricPoint[] }
  | { about: 'density'; histogram: DensityHistogram }
  | { about: 'mark'; mark: RunMark }
  | { about: 'warning'; warning: RunWarning }
  /** Its folder is complete. */
  | { about: 'checkpoint'; step: number; seconds: number; reason: Checkpoint['reason'] }
  /** Pinned features at the checkpoint that was told just before. */
  | { about: 'pins'; step: number; measures: PinMeasure[] }
  /** `problem`: why, where nobody wished for it. */
  | { about: 'paused'; step: number; problem?: ErrorRecord | undefined }
  | { about: 'resumed' }

export interface TrainResult {
  step: number
  outcome: 'done' | 'stopped' | 'left'
}

/** Runs that read the same batches from the same step on. */
export interface TogetherSpec {
  members: TrainSpec[]
}

/** What one of them has to tell; `ended` and `failed` are its last words. */
export type TogetherRecord = { run: Id } & (
  | { about: 'news'; news: TrainRecord }
  | { about: 'progress'; progress: Progress }
  | { about: 'ended'; result: TrainResult }
  | { about: 'failed'; error: ErrorRecord }
)

/** A short try of a training that is not recorded. */
export interface EstimateSpec {
  data: DataPlace
  config: RunConfig
  startFrom: string | undefined
}

export interface EstimateResult extends Probe {
  backend: BackendInfo
}

/** `leave`: write a checkpoint, then end although there is more to do. `discard`: end without one. */
export type ControlWish = 'pause' | 'resume' | 'stop' | 'discard' | 'checkpoint' | 'leave'
/** From the next checkpoint on, these features are measured and no others. */
interface PinWish {
  pins: number[]
}
export type Wish = ControlWish | PinWish
