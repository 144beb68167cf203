/**
 * What a project on disk offers: the interface that the engine codes against, grouped as the data is.
 * All of it is synchronous (one SQLite connection, one writer) except what moves many files.
 * Every group throws LoupeError; what a record means is in contract/records.
 */
import type { ExportRecord } from '../../contract/records/export'
import type { AnnotationStore } from './annotation-records'
import type { CheckStore } from './check-records'
import type { DatasetStore } from './dataset-records'
import type { DraftStore } from './draft-records'
import type { FeatureStore } from './feature-records'
import type { ProjectLayout } from './files/layout'
import type { LabelStore } from './label-records'
import type { DensityStore, MarkStore, MetricStore, WarningStore } from './metric-records'
import type { OpinionStore } from './opinion-records'
import type { PinStore } from './pin-records'
import type { ReviewStore } from './review-records'
import type { CheckpointStore, GroupStore, RunStore } from './run-records'
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

export interface ExportStore {
  /** The latest first. */
  list(): ExportRecord[]
  get(id: string): ExportRecord
  add(record: ExportRecord): ExportRecord
}
