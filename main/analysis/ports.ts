/**
 * What the analysis needs from outside and what it gives: the activation index it writes and reads again,
 * and the sink that takes facts in blocks. Structural interfaces: the store implements them without being known here.
 */
import type { Postings, SparseRows } from '../../contract/records/arrays'
import type { FeatureFacts } from '../../contract/records/feature'

/** Takes sparse activations in the order the rows pass; after `finish` they can be read by feature and by row. */
export interface ActivationIndexWriter {
  /** Row i of `rows` is the data set's row `rowIds[i]`; row ids only grow from call to call. */
  append(rows: SparseRows, rowIds: Uint32Array): Promise<void>
  finish(): Promise<ActivationIndexReader>
}

/** The stored sparse activations of one dictionary over one data set. */
export interface ActivationIndexReader {
  /** All rows on which the feature is active, ascending. */
  postings(feature: number): Promise<Postings>
  /** The same of the features from … to − 1, with one read; the caller chooses so many that they fit into memory. */
  postingsBetween(from: number, to: number): Promise<Postings[]>
  /** All features active on the row, ascending; empty for a row that did not pass. */
  row(row: number): Promise<{ features: Uint32Array; values: Float32Array }>
  close(): Promise<void>
}

/** What the pass over the rows has gathered beside the index when `rows` of them had passed; all arrays are [dSae] and own their memory. */
export interface PassState {
  rows: number
  /** The last row that passed, by its number in the data set. */
  lastRow: number
  activeRows: Uint32Array
  /** Σ activation */
  sums: Float64Array
  maxima: Float32Array
  /** Sums behind the shares of the reconstructions (ReconstructionShares). */
  carried: Float64Array
  carriedSums: Float64Array
}

/** Keeps states of the pass, so that one that was cut off goes on from the latest. */
export interface PassKeeper {
  /** Takes the state at a block boundary, just after its rows were appended to the index; it may skip some. Does not wait. */
  offer(state: PassState): void
  /** Waits until the latest state that was offered is kept. Never throws: what can not be kept is begun anew. */
  settle(): Promise<void>
}

/** Row ids of examples with the feature's activation on each; both arrays have the same length and own their memory. */
export interface ExampleRows {
  rows: Uint32Array
  values: Float32Array
}

/** Examples of one interval (max·i/10, max·(i+1)/10], and how many active rows lie in it altogether. */
export interface IntervalRows extends ExampleRows {
  count: number
}

/** Features with the nearest decoder directions, the nearest first. */
export interface NeighborFeatures {
  features: Uint32Array
  /** Cosines −1…1, descending. */
  cosines: Float32Array
}

/** Everything an analysis says about one feature. */
export interface FeatureRecord {
  facts: FeatureFacts
  /** [activationBins] counts of active rows in equal steps from 0 to `facts.max`; all 0 for a feature that never fires. */
  histogram: Uint32Array
  /** [logBins] counts of active rows in equal steps of the logarithm below `facts.max`. */
  logHistogram: Uint32Array
  /** At most 20, activation descending. */
  top: ExampleRows
  /** At most 20, in random order, one per document while there are enough. */
  random: ExampleRows
  /** Always 10, the lowest first; at most 5 rows each, activation descending. */
  intervals: IntervalRows[]
  neighbors: NeighborFeatures
}

/** Consecutive features: `features[i].facts.feature` = `first` + i. Survives structured clone. */
export interface FactBlock {
  first: number
  features: FeatureRecord[]
}

/** Takes facts block by block, lowest feature first; the next block waits until the promise settles. */
export interface AnalysisSink {
  facts(block: FactBlock): Promise<void>
}
