/**
 * Running totals of every feature while rows pass: how often it fired, how strongly altogether, and its maximum.
 * Memory is 20 bytes per feature whatever the number of rows; examples come later, from the activation index.
 */
import type { SparseRows } from '../../../contract/records/arrays'
import { LoupeError } from '../../../contract/wire/errors'

/** Totals over the rows that passed; all arrays are [dSae]. */
export interface FeatureTotals {
  rows: number
  activeRows: Uint32Array
  /** Σ activation in f64. */
  sums: Float64Array
  maxima: Float32Array
}

export function createFeatureTotals(dSae: number): FeatureTotals {
  return {
    rows: 0,
    activeRows: new Uint32Array(dSae),
    sums: new Float64Array(dSae),
    maxima: new Float32Array(dSae)
  }
}

/** Adds the rows of one batch; `rowIds` only names a row in the error for an activation that is not a positive number. */
export function addToTotals(totals: FeatureTotals, rows: SparseRows, rowIds: Uint32Array): void {
  const { features, values } = rows
  const entries = rows.starts[rows.count]
  for (let entry = 0; entry < entries; entry += 1) {
    const value = values[entry]
    const feature = features[entry]
    if (!(value > 0 && value < Number.POSITIVE_INFINITY)) throw notFinite(rows, rowIds, entry)
    totals.activeRows[feature] += 1
    totals.sums[feature] += value
    if (value > totals.maxima[feature]) totals.maxima[feature] = value
  }
  totals.rows += rows.count
}

/** Σ activation over all features. */
export function totalMass(totals: FeatureTotals): number {
  let mass = 0
  for (const sum of totals.sums) mass += sum
  return mass
}

function notFinite(rows: SparseRows, rowIds: Uint32Array, entry: number): LoupeError {
  let row = 0
  while (rows.starts[row + 1] <= entry) row += 1
  const what = `Feature ${rows.features[entry]} has the activation ${rows.values[entry]} on row ${rowIds[row]}`
  return new LoupeError('not-finite', `${what}, so this dictionary can not be analyzed.`, {
    hint: 'Its weights are broken: analyze an earlier checkpoint, or train again with a lower learning rate.'
  })
}
