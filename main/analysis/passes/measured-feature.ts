/**
 * What is said about one feature by itself, from the totals of the pass and its postings.
 */
import type { Postings } from '../../../contract/records/arrays'
import { activationBins, logBins } from '../../../contract/records/feature'
import { LoupeError } from '../../../contract/wire/errors'
import type { MeasuredFact } from '../ports'
import type { DocumentMap } from './document-map'
import { type ExampleScratch, type FeatureExamples, featureExamples } from './feature-examples'
import { type FeatureTotals, totalMass } from './feature-totals'
import { activationHistogram, logHistogram } from './histogram'
import { intervalScratch } from './intervals'
import { momentsOf } from './moments'
import { createPicker, type Picker } from './pick'
import { rowPriorities } from './priorities'
import { createSpreadCounter, type Spread } from './spread'

/** What features are measured from; plain arrays, so that it can be handed to other threads. */
export interface FactsMaterial {
  totals: FeatureTotals
  /** [dSae] shares of the variance of the reconstructions. */
  explainedShares: Float64Array
  documents: DocumentMap
  /** Decides the random examples. */
  seed: number
}

/** The material, and what one thread uses for all features. */
export interface FeatureMeter extends Pick<FactsMaterial, 'totals' | 'explainedShares' | 'seed'> {
  /** Σ activation over all features. */
  mass: number
  picker: Picker
  spreadOf(rows: Uint32Array): Spread
  scratch: ExampleScratch & { priorities: Uint32Array; histogram: Uint32Array; logHistogram: Uint32Array }
}

/** Arrays are scratch: they are good until the next feature. */
export interface MeasuredFeature extends FeatureExamples {
  facts: Record<MeasuredFact, number>
  histogram: Uint32Array
  logHistogram: Uint32Array
}

export function createFeatureMeter({ totals, explainedShares, documents, seed }: FactsMaterial): FeatureMeter {
  const mostRows = totals.activeRows.reduce((a, b) => Math.max(a, b), 0)
  return {
    totals,
    explainedShares,
    seed,
    mass: totalMass(totals),
    picker: createPicker(documents),
    spreadOf: createSpreadCounter(documents),
    scratch: {
      ...intervalScratch(mostRows),
      reversed: new Uint32Array(mostRows),
      priorities: new Uint32Array(mostRows),
      histogram: new Uint32Array(activationBins),
      logHistogram: new Uint32Array(logBins)
    }
  }
}

export function measuredFeature(meter: FeatureMeter, feature: number, postings: Postings): MeasuredFeature {
  const expected = meter.totals.activeRows[feature]
  if (postings.rows.length !== expected) throw lost(feature, postings.rows.length, expected)
  const { scratch, picker } = meter
  const facts = factsOf(meter, feature, postings)
  const priorities = rowPriorities(meter.seed, feature, postings.rows, scratch.priorities)
  return {
    facts,
    histogram: activationHistogram(postings.values, facts.max, scratch.histogram),
    logHistogram: logHistogram(postings.values, facts.max, scratch.logHistogram),
    ...featureExamples(postings, facts.max, priorities, picker, scratch)
  }
}

function factsOf(meter: FeatureMeter, feature: number, { rows, values }: Postings): MeasuredFeature['facts'] {
  const { totals, mass } = meter
  const activeRows = totals.activeRows[feature]
  const mean = activeRows > 0 ? totals.sums[feature] / activeRows : 0
  const { documents, mostInOne } = meter.spreadOf(rows)
  return {
    density: activeRows / totals.rows,
    activeRows,
    mean,
    max: totals.maxima[feature],
    mass: mass > 0 ? totals.sums[feature] / mass : 0,
    ...momentsOf(values, mean),
    documents,
    documentShare: activeRows > 0 ? mostInOne / activeRows : 0,
    explainedShare: meter.explainedShares[feature],
    firstRow: rows[0] ?? 0,
    lastRow: rows[rows.length - 1] ?? 0
  }
}

function lost(feature: number, found: number, expected: number): LoupeError {
  return new LoupeError(
    'internal',
    `The activation index has ${found} rows for feature ${feature}, but ${expected} rows were written.`,
    { hint: 'Run the analysis again.' }
  )
}
