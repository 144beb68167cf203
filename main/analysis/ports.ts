/**
 * What the analysis needs from outside and what it gives: the activation index it writes and reads again,
 * and the sink that takes facts in blocks. Structural interfaces: the store implements them without being known here.
 */
import type { PassState, Postings, SparseRows } from '../../contract/records/arrays'
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

/** Keeps states of the pass, so that one that was cut off goes on from the latest. */
export interface PassKeeper {
  /** Takes the state at a block boundary, just after its rows were appended to the index, and its arrays over; it may skip some. Does not wait. */
  offer(state: PassState): void
  /** Waits until the latest state that was offered is kept. Never throws: what can not be kept is begun anew. */
  settle(): Promise<void>
}

/** The numbers of one feature that its activations alone tell. */
export type MeasuredFact = Exclude<keyof FeatureFacts, 'feature' | 'nearestCosine'>

/**
 * What an analysis says about consecutive features, in a few long arrays: thousands of short ones cost more to make and to send to
 * other threads than the facts themselves.
 */
export interface FactBlock {
  first: number
  /** [features] each; firstRow and lastRow say nothing where activeRows is 0. */
  facts: Record<MeasuredFact, Float64Array>
  /** [features × activationBins] counts of active rows in equal steps from 0 to max; all 0 for a feature that never fires. */
  histograms: Uint32Array
  /** [features × logBins] counts of active rows in equal steps of the logarithm below max. */
  logHistograms: Uint32Array
  /**
   * [features × exampleLists] rows in each list of examples: top (at most 20, activation descending), random (at most 20, in random
   * order), then each interval (max·i/10, max·(i+1)/10], the lowest first (at most 5, activation descending).
   */
  lengths: Uint32Array
  /** [features × intervalCount] active rows in each interval altogether. */
  intervalCounts: Uint32Array
  /** Row ids of all lists one after the other, and the feature's activation on each. */
  rows: Uint32Array
  values: Float32Array
}

/** The features `first` ≤ id < `next`. */
export interface FeatureRange {
  first: number
  next: number
}

/** Work out blocks of facts, here or in other threads. */
export interface FactMakers {
  /** Blocks that are worth being asked for before the first of them is there. */
  readonly atOnce: number
  make(range: FeatureRange): Promise<FactBlock>
}

/** Features with the nearest decoder directions: both arrays are [features, neighbors] row-major, the nearest first; cosines −1…1. */
export interface NearestFeatures {
  features: Uint32Array
  cosines: Float32Array
}

/** Takes facts block by block with the neighbors of their features, lowest feature first; the next block waits until the promise settles. */
export interface AnalysisSink {
  facts(block: FactBlock, neighbors: NearestFeatures): Promise<void>
}
