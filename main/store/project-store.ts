/**
 * What a project on disk offers: the interface that the engine codes against, grouped as the data is.
 * All of it is synchronous (one SQLite connection, one writer) except what moves many files.
 * Every group throws LoupeError; what a record means is in contract/records.
 */
import type { Dataset } from '../../contract/records/dataset'
import type { ExportRecord } from '../../contract/records/export'
import type { FeatureRow } from '../../contract/records/feature'
import type { DensityHistogram, MetricColumns, MetricKey, MetricPoint, RunMark, Split } from '../../contract/records/metrics'
import type { PinMeasure, PinnedMoment } from '../../contract/records/pin'
import type { Checkpoint, Run, RunConfig, RunWarning } from '../../contract/records/run'
import type { RunGroup } from '../../contract/records/run-group'
import type { ErrorRecord } from '../../contract/wire/errors'
import type { AnnotationStore } from './annotation-records'
import type { CheckStore } from './check-records'
import type { DraftStore } from './draft-records'
import type {
  AnalysisSummary,
  AnalysisWriter,
  BegunPass,
  BestCategory,
  FactColumns,
  FeatureEvidence,
  FeatureSelection
} from './feature-records'
import type { ProjectLayout } from './files/layout'
import type { LabelStore } from './label-records'
import type { OpinionStore } from './opinion-records'
import type { ReviewStore } from './review-records'
import type { StudyStore } from './study-records'
import type { SuggestionStore } from './suggestion-records'
import type { ViewStore } from './view-records'

/** An open project. Ids of runs and data sets that do not exist give `not-found`; writing to a read-only one gives `unwritable`. */
export interface ProjectStore {
  readonly folder: string
  /** True when nothing can be changed: the folder is read-only, or it was opened so. */
  readonly readOnly: boolean
  /** Where things lie in the folder. Job processes get paths from here and never open the database. */
  readonly layout: ProjectLayout
  readonly meta: MetaStore
  readonly datasets: DatasetStore
  readonly runs: RunStore
  readonly groups: GroupStore
  readonly metrics: MetricStore
  readonly densities: DensityStore
  readonly marks: MarkStore
  readonly warnings: WarningStore
  readonly checkpoints: CheckpointStore
  readonly pins: PinStore
  readonly features: FeatureStore
  readonly labels: LabelStore
  readonly checks: CheckStore
  readonly opinions: OpinionStore
  readonly reviews: ReviewStore
  readonly annotation: AnnotationStore
  readonly suggestions: SuggestionStore
  readonly views: ViewStore
  readonly exports: ExportStore
  readonly studies: StudyStore
  readonly drafts: DraftStore
  /** Does several writes as one: all or none. `work` must be synchronous. */
  together<T>(work: () => T): T
  /** Gives the lock back. Further calls throw; closing twice is harmless. */
  close(): void
}

export interface ProjectMeta {
  name: string
  createdAt: number
}

export interface MetaStore {
  get(): ProjectMeta
  rename(name: string): ProjectMeta
}

export interface DatasetStore {
  /** Oldest first. */
  list(): Dataset[]
  get(id: string): Dataset
  add(dataset: Dataset): Dataset
  /** Replaces the record of the same id (relocated files; a grown one, whose row index lies in `nextFolder`). */
  update(dataset: Dataset): Dataset
  /** Of its row index. */
  folder(id: string): string
  /** Of its row index once it has grown again; what an earlier try left there is taken away. */
  nextFolder(id: string): string
  /** Takes row indexes away that no data set has any more. */
  sweep(): void
}

/** A run to be recorded. Id, slot and a unique name are found when left out; a name that is taken gets a letter. */
export interface RunDraft {
  id?: string
  name?: string
  dataset: string
  config: RunConfig
  backend: string
  /** `queued` when left out. */
  state?: Run['state']
  note?: string
  tags?: Run['tags']
  /** Of a group that is recorded already. */
  group?: string
  inputScale?: number
  createdAt?: number
}

/** Fields of a run that change; null takes a field away. Checkpoints, warnings and the analysis have calls of their own. */
export interface RunChange {
  name?: string
  config?: RunConfig
  state?: Run['state']
  step?: number
  seconds?: number
  backend?: string
  inputScale?: number
  validation?: Run['validation'] | null
  note?: string
  tags?: Run['tags']
  archived?: boolean
  error?: ErrorRecord | null
  finishedAt?: number | null
}

export interface RunStore {
  /** Oldest first. */
  list(): Run[]
  get(id: string): Run
  find(id: string): Run | undefined
  /** Writes runs/<id>/config.json, then the row. */
  insert(draft: RunDraft): Run
  update(id: string, change: RunChange): Run
  /** Takes the run away with metrics, analysis, labels and their history; its files after that. */
  remove(id: string): void
  /** The next free name of the form `topk-32-a`. */
  suggestName(config: RunConfig): string
}

/** Groups of runs. One whose last run was removed goes with it. */
export interface GroupStore {
  /** Oldest first. */
  list(): RunGroup[]
  get(id: string): RunGroup
  /** Records the group with its runs, all or none. */
  insert(group: Omit<RunGroup, 'runs'>, runs: readonly RunDraft[]): RunGroup
}

/** A part of a run's metrics. Steps from `fromStep` to `toStep`, both included. */
export interface MetricRange {
  split: Split
  fromStep?: number
  toStep?: number
  /** At most this many points: first, last, and each metric's minimum and maximum of equal buckets. All when left out. */
  maxPoints?: number
  /** Only these metrics; fewer metrics leave room for finer buckets. */
  keys?: readonly MetricKey[]
}

export interface MetricStore {
  /** One transaction. A point of a step that is already there replaces it. NaN means absent. */
  append(run: string, points: readonly MetricPoint[]): void
  /** Points are real ones, with all their values; metrics without any value are left out of `columns`. */
  read(run: string, range: MetricRange): MetricColumns
  /** Step and time of the last point; a metric that it lacks has its value of the latest points before. */
  latest(run: string, split: Split): MetricPoint | undefined
  /** Takes away points, densities, marks, warnings and what pinned features were measured at, of steps greater than `step` (work that was lost). */
  removeAfter(run: string, step: number): void
}

export interface DensityStore {
  append(run: string, histogram: DensityHistogram): void
  /** By step; at most `maxCount`, evenly spread, first and last kept. */
  list(run: string, range?: { fromStep?: number; toStep?: number; maxCount?: number }): DensityHistogram[]
  latest(run: string): DensityHistogram | undefined
}

export interface MarkStore {
  add(run: string, mark: RunMark): void
  /** By step. */
  list(run: string, range?: { fromStep?: number; toStep?: number }): RunMark[]
}

export interface WarningStore {
  add(run: string, warning: RunWarning): void
  /** By step; also in `Run.warnings`. */
  list(run: string): RunWarning[]
}

export interface CheckpointStore {
  /** By step, the latest last. */
  list(run: string): Checkpoint[]
  latest(run: string): Checkpoint | undefined
  /**
   * Remembers a checkpoint whose folder is complete (writeCheckpointFolder in files/checkpoint-folder).
   * `not-found` when the folder is not there; an earlier row of the step is replaced. The size is measured.
   */
  record(checkpoint: { run: string; step: number; reason: Checkpoint['reason']; createdAt?: number }): Checkpoint
  /** Row first, files after. */
  remove(run: string, step: number): void
}

/** A feature that is pinned, and how far the run was then. */
export interface Pin {
  feature: number
  pinnedAt: number
  pinnedStep: number
}

/** Pinned features of a run. What was measured of one stays when it is no longer pinned; all of it goes with the run. */
export interface PinStore {
  /** In the order in which they were pinned, then by feature. */
  list(run: string): Pin[]
  /** Those that are pinned stay as they are. */
  add(run: string, features: readonly number[], pinned: { step: number; at?: number }): void
  /** Those that are not pinned are no matter. */
  remove(run: string, features: readonly number[]): void
  /** What was measured at the checkpoint of a step; an earlier measure of the same replaces nothing but itself. One transaction. */
  record(run: string, step: number, measures: readonly PinMeasure[]): void
  /** What is known of a feature, by step. */
  moments(run: string, feature: number): PinnedMoment[]
  /** What is known of it at one step, with its examples. */
  measure(run: string, feature: number, step: number): PinMeasure | undefined
}

export interface FeatureStore {
  /**
   * Starts an analysis. Its blocks are invisible until `complete`, which replaces the earlier analysis of the run at once;
   * of an analysis that never completes only its pass is kept. `goOn`: in the folder of the unfinished pass, else that is thrown away.
   */
  beginAnalysis(run: string, facts: { step: number; features: number; rows: number }, goOn?: boolean): AnalysisWriter
  /** Passes over rows that an analysis may go on with, the unfinished one first. */
  begunPasses(run: string): BegunPass[]
  /** The complete analysis of a run, if there is one. */
  analysis(run: string): AnalysisSummary | undefined
  /** Ids of all matching features in order, ties by id. A filter that can not be understood gives `usage` with what is allowed. */
  ids(selection: FeatureSelection): Uint32Array
  /** List rows for these features, in this order. */
  rows(run: string, features: readonly number[]): FeatureRow[]
  /** Everything stored about one feature. */
  evidence(run: string, feature: number): FeatureEvidence
  /** All numbers of all features; shared with the store, do not write to them. */
  columns(run: string): FactColumns
  /** From the newest study of label columns that is not stale, where there is one. */
  bestCategory(run: string, feature: number): BestCategory | undefined
}

export interface ExportStore {
  /** The latest first. */
  list(): ExportRecord[]
  get(id: string): ExportRecord
  add(record: ExportRecord): ExportRecord
}
