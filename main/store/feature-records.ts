/**
 * What goes into the store and comes out of it about the features of an analysis.
 * A block has what main/analysis gives (FactBlock), with the neighbors and the peak texts that its job adds.
 */
import type { FeatureFacts, FeatureRow, FeatureSort, Neighbor } from '../../contract/records/feature'
import type { LabelStatus } from '../../contract/records/label'
import type { CategoryScore } from '../../contract/records/studies/columns'
import type { Unit } from '../../contract/records/studies/held-out'

/** Rows on which a feature fires, with its activation on each; equal lengths. */
export interface ExampleRows {
  rows: Uint32Array
  values: Float32Array
}

/** Some rows of one interval of activations, and how many active rows lie in it altogether. */
export interface IntervalRows extends ExampleRows {
  count: number
}

/** Text just before the peak token of the top example, and that token. */
export interface PeakText {
  before: string
  token: string
}

/** How well a feature tells a category of a label column, on held-out rows or documents. */
export interface BestCategory {
  column: string
  category: string
  per: Unit
  f1: number
  precision: number
  recall: number
}

/** Everything an analysis says about one feature. */
export interface AnalyzedFeature {
  facts: FeatureFacts
  /** [activationBins] counts of active rows in equal steps from 0 to `facts.max`. */
  histogram: Uint32Array
  /** [logBins] counts of active rows by the logarithm of the activation. */
  logHistogram?: Uint32Array
  /** Activation descending. */
  top: ExampleRows
  random: ExampleRows
  /** [intervalCount], the lowest first. */
  intervals: IntervalRows[]
  /** Nearest decoder directions, the nearest first. */
  neighbors: { features: Uint32Array; cosines: Float32Array }
  peak?: PeakText
}

/** Consecutive features: `features[i].facts.feature` = `first` + i. */
export interface FeatureBlock {
  first: number
  features: AnalyzedFeature[]
}

export interface AnalysisSummary {
  /** Its number; a later analysis of the run has a greater one. */
  id: number
  step: number
  features: number
  rows: number
  finishedAt: number
  /** Folder of its activation index (absolute). */
  folder: string
}

/** A pass over rows that can be gone on with. */
export interface BegunPass {
  /** Of an analysis that did not finish, or of the complete one. */
  of: 'unfinished' | 'complete'
  /** Whose pass it is, as it was given to who kept it. */
  key: string
  /** Of the checkpoint. */
  step: number
  /** Rows that have passed. */
  rows: number
  /** The last of them, by its number in the data set. */
  lastRow: number
  /** Folder of its activation index (absolute). */
  folder: string
}

/** An analysis that is being stored. */
export interface AnalysisWriter {
  /** Folder for its activation index (absolute), fresh or with what an unfinished one left; write there before `complete`. */
  readonly folder: string
  /** Stores a block, one transaction. Blocks may come in any order; numbers that are not finite give `not-finite`. */
  append(block: FeatureBlock): void
  /** Makes it the analysis of the run; `internal` when features are missing. The earlier one and its files go. */
  complete(): AnalysisSummary
  /** Throws away what was stored, but for a pass that can be gone on with, unless not `keepPass`. Harmless after `complete`. */
  discard(options?: { keepPass: boolean }): void
}

/** Which features of a run, in which order; FeatureQuery of the contract without the project. */
export interface FeatureSelection {
  run: string
  filter?: string
  statuses?: readonly LabelStatus[]
  /** `mass` when left out. */
  sort?: FeatureSort
  /** In place of `sort`. */
  sortScore?: CategoryScore | undefined
  /** True when left out. Features without a label come last in either direction when sorted by label. */
  descending?: boolean
  /**
   * Whose labels are meant in place of those of the project: of an annotator who must not know what others say. A filter for
   * suggestions is refused then.
   */
  as?: string
}

/** The numbers that an analysis keeps of a feature, by their names in FeatureFacts. */
export type FactKey = Exclude<keyof FeatureFacts, 'feature'>

/** Numbers of all features; index = feature id. NaN where a feature has none, or the analysis is of an older Loupe. */
export type FactColumns = { count: number } & Record<FactKey, Float64Array>

/** All that is stored about one feature; the engine adds contexts from the row index. */
export interface FeatureEvidence {
  row: FeatureRow
  notes: string
  /** Rows of the data set that the analysis saw. */
  rows: number
  /** 1 for the feature with the most activation mass. */
  massRank: number
  /** Share of all active slots, 0–1. */
  l0Share: number
  /** [activationBins] */
  histogram: Uint32Array
  /** [logBins]; absent in an analysis of an older Loupe. */
  logHistogram?: Uint32Array
  top: ExampleRows
  random: ExampleRows
  /** [intervalCount], the lowest first. */
  intervals: IntervalRows[]
  neighbors: Neighbor[]
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
