/**
 * Everything about one feature, from the totals of the pass, its postings and its neighbors.
 */
import type { Postings } from '../../../contract/records/arrays'
import type { FeatureFacts } from '../../../contract/records/feature'
import { LoupeError } from '../../../contract/wire/errors'
import type { FeatureRecord, NeighborFeatures } from '../ports'
import { featureExamples } from './feature-examples'
import type { FeatureTotals } from './feature-totals'
import { activationHistogram } from './histogram'
import type { Picker } from './pick'
import { rowPriorities } from './priorities'

/** What the records of all features share. */
export interface RecordMaker {
  totals: FeatureTotals
  /** Σ activation over all features. */
  mass: number
  picker: Picker
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
  const facts = featureFacts(maker, feature, neighbors)
  if (postings.rows.length !== facts.activeRows) throw lost(feature, postings.rows.length, facts.activeRows)
  const priorities = rowPriorities(maker.seed, feature, postings.rows, maker.priorities)
  return {
    facts,
    histogram: activationHistogram(postings.values, facts.max),
    ...featureExamples(postings, facts.max, priorities, maker.picker),
    neighbors
  }
}

function featureFacts(maker: RecordMaker, feature: number, neighbors: NeighborFeatures): FeatureFacts {
  const { totals, mass } = maker
  const activeRows = totals.activeRows[feature]
  return {
    feature,
    density: activeRows / totals.rows,
    activeRows,
    mean: activeRows > 0 ? totals.sums[feature] / activeRows : 0,
    max: totals.maxima[feature],
    mass: mass > 0 ? totals.sums[feature] / mass : 0,
    nearestCosine: neighbors.cosines[0] ?? 0
  }
}

function lost(feature: number, found: number, expected: number): LoupeError {
  return new LoupeError(
    'internal',
    `The activation index has ${found} rows for feature ${feature}, but ${expected} rows were written.`,
    { hint: 'Run the analysis again.' }
  )
}
