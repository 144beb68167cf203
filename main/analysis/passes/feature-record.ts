/**
 * Everything about one feature, from the totals of the pass, its postings and its neighbors.
 */
import type { Postings } from '../../../contract/records/arrays'
import type { FeatureFacts } from '../../../contract/records/feature'
import { LoupeError } from '../../../contract/wire/errors'
import type { FeatureRecord, NeighborFeatures } from '../ports'
import { featureExamples } from './feature-examples'
import type { FeatureTotals } from './feature-totals'
import { activationHistogram, logHistogram } from './histogram'
import { momentsOf } from './moments'
import type { Picker } from './pick'
import { rowPriorities } from './priorities'
import type { Spread } from './spread'

/** What the records of all features share. */
export interface RecordMaker {
  totals: FeatureTotals
  /** Σ activation over all features. */
  mass: number
  picker: Picker
  spreadOf(rows: Uint32Array): Spread
  /** [dSae] shares of the variance of the reconstructions. */
  explainedShares: Float64Array
  seed: number
  /** Scratch for the priorities of one feature's rows, [rows passed]. */
  priorities: Uint32Array
}

export function featureRecord(
  maker: RecordMaker,
  feature: number,
  postings: Postings,
  neighbors: NeighborFeatures
): FeatureRecord {
  const expected = maker.totals.activeRows[feature]
  if (postings.rows.length !== expected) throw lost(feature, postings.rows.length, expected)
  const facts = featureFacts(maker, feature, postings, neighbors)
  const priorities = rowPriorities(maker.seed, feature, postings.rows, maker.priorities)
  return {
    facts,
    histogram: activationHistogram(postings.values, facts.max),
    logHistogram: logHistogram(postings.values, facts.max),
    ...featureExamples(postings, facts.max, priorities, maker.picker),
    neighbors
  }
}

function featureFacts(maker: RecordMaker, feature: number, postings: Postings, neighbors: NeighborFeatures): FeatureFacts {
  const { totals, mass } = maker
  const activeRows = totals.activeRows[feature]
  const mean = activeRows > 0 ? totals.sums[feature] / activeRows : 0
  const { documents, mostInOne } = maker.spreadOf(postings.rows)
  return {
    feature,
    density: activeRows / totals.rows,
    activeRows,
    mean,
    max: totals.maxima[feature],
    mass: mass > 0 ? totals.sums[feature] / mass : 0,
    nearestCosine: neighbors.cosines[0] ?? 0,
    ...momentsOf(postings.values, mean),
    documents,
    documentShare: activeRows > 0 ? mostInOne / activeRows : 0,
    explainedShare: maker.explainedShares[feature],
    ...placesOf(postings.rows)
  }
}

function placesOf(rows: Uint32Array): Pick<FeatureFacts, 'firstRow' | 'lastRow'> {
  return rows.length === 0 ? {} : { firstRow: rows[0], lastRow: rows[rows.length - 1] }
}

function lost(feature: number, found: number, expected: number): LoupeError {
  return new LoupeError(
    'internal',
    `The activation index has ${found} rows for feature ${feature}, but ${expected} rows were written.`,
    { hint: 'Run the analysis again.' }
  )
}
