/** Counts of one label column that do not depend on a feature. */

import { parts } from '../held-out'
import type { CategoryColumn } from '../material'
import type { CategoryTotals } from './category-scores'

/** Rows with a category, by part. */
export interface ColumnTotals {
  train: CategoryTotals
  heldOut: CategoryTotals
}

export function columnTotals({ categories, codes }: CategoryColumn, partOf: Uint8Array): ColumnTotals {
  const empty = (): CategoryTotals => ({ rows: 0, positives: new Uint32Array(categories.length) })
  const totals = { train: empty(), heldOut: empty() }
  for (let row = 0; row < codes.length; row += 1) {
    if (codes[row] < 0 || partOf[row] === parts.none) continue
    const into = partOf[row] === parts.train ? totals.train : totals.heldOut
    into.rows += 1
    into.positives[codes[row]] += 1
  }
  return totals
}
