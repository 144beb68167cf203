/**
 * What the engine and a job process say to each other. A process does one piece of work and ends.
 * Both ends are built from the same source, so messages are typed and not parsed; bulk data goes through files.
 */

import type { ArraySource, Id, Progress } from '../../../contract/records/basics'
import type { Applied, Conversion, FirstFit } from '../../../contract/records/conversion'
import type { Dataset, DatasetSources, FileState } from '../../../contract/records/dataset'
import type { Mapping } from '../../../contract/records/dictionary-mapping'
import type { DictionaryLook, DictionaryReport, WeightType, WrittenFormat } from '../../../contract/records/dictionary-report'
import type { BackendInfo, DoctorPart } from '../../../contract/records/doctor'
import type { DraftedFeature, DraftOrder, ModelServer } from '../../../contract/records/draft'
import type { ActivationFile, ExportScope, Receipt } from '../../../contract/records/export'
import type { FeatureFacts } from '../../../contract/records/feature'
import type { FitNumbers, FitReport } from '../../../contract/records/fit'
import type { RowImage } from '../../../contract/records/image'
import type { Inspection, PreviewRow } from '../../../contract/records/inspection'
import type { KeptQuiz, KeptRule } from '../../../contract/records/kept-checks'
import type { LabelFields } from '../../../contract/records/label'
import type { DensityHistogram, MetricPoint, RunMark } from '../../../contract/records/metrics'
import type { PinMeasure } from '../../../contract/records/pin'
import type { Checkpoint, RunConfig, RunWarning } from '../../../contract/records/run'
import type { StudyQuestion } from '../../../contract/records/studies/kinds'
import type { ErrorRecord } from '../../../contract/wire/errors'
import type { RawRows } from '../../datasets/index'
import type { TokenUse } from '../../drafting/index'
import type { ReceiptOrigin, VerifiedFolder } from '../../interchange/index'
import type { Probe } from '../../training/index'
import type { DraftedRows } from '../drafts/feature-material'
import type { FactsRecord } from './facts-record'

/** Where a job finds a data set: the file references resolve against the project, the row index lies in `indexFolder`. */
export interface DataPlace {
  project: string
  dataset: Dataset
  indexFolder: string
  /** Folder of the dictionary whose activations are read in place of the rows (hybrid). */
  featuresFolder?: string | undefined
}

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

/** Features of a run to be measured at checkpoints of it. */
interface PinsSpec {
  data: DataPlace
  checkpoints: { step: number; folder: string; features: number[] }[]
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

export interface AnalyzeSpec {
  data: DataPlace
  seed: number
  /** Folder of the checkpoint. */
  checkpoint: string
  /** Folder for the activation index. */
  indexFolder: string
  /** Folder of a pass to go on with, which is that for the index or stays as it is. */
  begunFolder: string | undefined
  /** Whose pass this is, to be kept with it. */
  whose: { key: string; step: number }
}

type AnalyzeRecord = { about: 'facts'; facts: FactsRecord } | { about: 'goes on'; row: number }

export type InspectSpec =
  | { task: 'inspect'; files: ArraySource[] }
  | {
      task: 'preview'
      activations: ArraySource
      rowTable: ArraySource | undefined
      vocabulary: string | undefined
      rows: number[]
    }
  | {
      task: 'build'
      draft: DatasetSources & { id: Id; name: string }
      project: string
      folder: string
    }
  /** From a table that was chosen, or from the row table of a data set. */
  | { task: 'images'; rowTable: ArraySource | DataPlace; rows: number[] }
  | { task: 'rows'; data: DataPlace; rows: number[] }
  | { task: 'check'; data: DataPlace }
  | { task: 'relocate'; data: DataPlace; path: string }
  /** `folder`: for the new row index. */
  | { task: 'grow'; data: DataPlace; further: string[]; folder: string }

export type InspectResult =
  | { task: 'inspect'; inspection: Inspection }
  | { task: 'preview'; rows: PreviewRow[] }
  | { task: 'build'; dataset: Dataset }
  | { task: 'images'; images: RowImage[] }
  | { task: 'rows'; rows: RawRows }
  | { task: 'check'; files: FileState[] }
  | { task: 'relocate'; dataset: Dataset }
  | { task: 'grow'; dataset: Dataset }

/** Does the dictionary of a checkpoint fit the rows of `source`? `trained`: what is known of the run's own data. */
export interface FitSpec {
  run: Id
  step: number
  checkpoint: string
  /** Row index of the data set: the mean of its rows lies there. */
  indexFolder: string
  featuresFolder: string | undefined
  source: ArraySource
  outliers: Dataset['outliers']
  trained: FitNumbers
}

/** A feature to be exported; `topRows` are examples to be written with their contexts. */
export interface ExportedFeature {
  feature: number
  label: LabelFields
  /** Whether it matches the filter of the scope. */
  matches: boolean
  /** Checks of the label, for label files. */
  quiz?: KeptQuiz
  rule?: KeptRule
  facts: FeatureFacts | undefined
  topRows: Uint32Array
  /** For targets that show more than examples. */
  evidence?: ExportedEvidence | undefined
}

export interface ExportedEvidence {
  histogram: Uint32Array
  /** The lowest first; `count`: active rows in it altogether. */
  intervals: { rows: Uint32Array; count: number }[]
  neighbors: { feature: number; cosine: number }[]
}

export type ExportSpec =
  | {
      task: 'write'
      data: DataPlace
      checkpoint: string
      folder: string
      origin: ReceiptOrigin
      scope: ExportScope
      activationFile: ActivationFile
      /** All features in order. */
      features: ExportedFeature[]
      /** Folder of the activation index, where the run was analyzed. */
      analysisFolder: string | undefined
      /** Folder of the answered study of logits, where there is one of that analysis and the target shows them. */
      logitsFolder: string | undefined
      /** Step of the checkpoint that was analyzed, where facts and examples come from. */
      analysisStep: number | undefined
    }
  | { task: 'verify'; folder: string }

export type ExportResult = { task: 'write'; receipt: Receipt } | { task: 'verify'; verified: Receipt['verified'] }

/** Dictionaries in files, without a project. */
export type DictionarySpec =
  | { task: 'describe'; path: string; mapping: Mapping | undefined }
  | { task: 'look'; path: string; mapping: Mapping | undefined }
  | { task: 'try'; path: string; mapping: Mapping | undefined; data: DataPlace }
  | { task: 'convert'; path: string; mapping: Mapping | undefined; folder: string; format: WrittenFormat; type: WeightType }
  | { task: 'apply'; path: string; mapping: Mapping | undefined; input: ArraySource; file: string; form: 'dense' | 'sparse' }
  | { task: 'import'; path: string; mapping: Mapping | undefined; data: DataPlace; checkpointsFolder: string }
  | { task: 'verify'; folder: string }

export type DictionaryResult =
  | { task: 'describe'; report: DictionaryReport }
  | { task: 'look'; look: DictionaryLook }
  | { task: 'try'; report: DictionaryReport; fit: FirstFit }
  | { task: 'convert'; conversion: Conversion }
  | { task: 'apply'; applied: Applied }
  | { task: 'import'; report: DictionaryReport; fit: FirstFit }
  | { task: 'verify'; verified: VerifiedFolder }

type ProbeSpec = { task: 'backend' } | { task: 'doctor' }
export type ProbeResult = { task: 'backend'; backend: BackendInfo } | { task: 'doctor'; parts: DoctorPart[] }

/** An analyzed run that a study asks. */
export interface StudiedRun {
  run: Id
  step: number
  data: DataPlace
  /** Folder of the checkpoint that was analyzed. */
  checkpoint: string
  /** Folder of the activation index. */
  analysisFolder: string
}

export interface StudySpec {
  question: StudyQuestion
  run: StudiedRun
  /** Where the question names a second run. */
  other: StudiedRun | undefined
  /** Folder of the answer; it is not there yet. */
  folder: string
}

/** What a process asks a language model for. The key is in no other message, and never in an argument, a file or the environment. */
export type DraftSpec =
  | { task: 'models'; server: ModelServer; key: string | undefined }
  | {
      task: 'draft'
      data: DataPlace
      /** Folder of the activation index. */
      analysisFolder: string
      order: DraftOrder
      key: string | undefined
      /** Of the limits, by earlier parts. */
      used: { requests: number; tokens: number }
      /** Features that are finished. */
      done: number
      /** `text`: what the model said before. */
      features: { rows: DraftedRows; text: string | undefined }[]
    }

/** `asked`: a request is about to be sent. `finished`: nothing more is asked about the feature. */
export type DraftRecord =
  | { about: 'asked' }
  | { about: 'used'; use: TokenUse }
  | { about: 'explained'; feature: number; text: string }
  | { about: 'finished'; drafted: DraftedFeature }

/** `stopped`: the limit that ended it. */
type DraftResult = { task: 'models'; models: string[] } | { task: 'draft'; stopped?: 'requests' | 'tokens' }

/** Told for each checkpoint when all of it is measured. */
type PinsRecord = { step: number; measures: PinMeasure[] }

/** What each kind of process takes, tells on its way, and gives. */
export interface JobTypes {
  train: { spec: TrainSpec; record: TrainRecord; result: TrainResult }
  together: { spec: TogetherSpec; record: TogetherRecord; result: { members: number } }
  estimate: { spec: EstimateSpec; record: never; result: EstimateResult }
  analyze: { spec: AnalyzeSpec; record: AnalyzeRecord; result: { rows: number } }
  pins: { spec: PinsSpec; record: PinsRecord; result: { checkpoints: number } }
  inspect: { spec: InspectSpec; record: never; result: InspectResult }
  export: { spec: ExportSpec; record: never; result: ExportResult }
  dictionary: { spec: DictionarySpec; record: never; result: DictionaryResult }
  fit: { spec: FitSpec; record: never; result: FitReport }
  study: { spec: StudySpec; record: never; result: { folder: string } }
  draft: { spec: DraftSpec; record: DraftRecord; result: DraftResult }
  probe: { spec: ProbeSpec; record: never; result: ProbeResult }
}
export type JobEntry = keyof JobTypes

/** `leave`: write a checkpoint, then end although there is more to do. `discard`: end without one. */
export type ControlWish = 'pause' | 'resume' | 'stop' | 'discard' | 'checkpoint' | 'leave'
/** From the next checkpoint on, these features are measured and no others. */
interface PinWish {
  pins: number[]
}
export type Wish = ControlWish | PinWish

/** The engine to a process. `recorded` says that a record is on disk (or was refused: then the process is ended). */
export type ToJob<K extends JobEntry = JobEntry> =
  | { kind: 'start'; spec: JobTypes[K]['spec'] }
  /** `run`: the one that is meant, of several. */
  | { kind: 'wish'; wish: Wish; run?: Id | undefined }
  | { kind: 'cancel' }
  | { kind: 'recorded'; sequence: number }

/** A process to the engine. `done` and `failed` are the last words. */
export type FromJob<K extends JobEntry = JobEntry> =
  | { kind: 'progress'; progress: Progress }
  | { kind: 'record'; sequence: number; record: JobTypes[K]['record'] }
  | { kind: 'done'; result: JobTypes[K]['result'] }
  | { kind: 'failed'; error: ErrorRecord }
