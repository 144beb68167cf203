/**
 * A few features as rows of a regression: those rows of one part on which at least one of them fires, and one row of zeros that
 * stands for all others. So the work is that of the activations and not of the data set.
 */
import type { Postings } from '../../../../contract/records/arrays'
import type { CountedRows } from '../../../maths/logistic-regression'
import { parts } from '../held-out'
import type { PartName, Target } from './target'

export interface SparseDesign extends CountedRows {
  /** Of the data set, one per row of the regression but the last, which stands for the silent ones. */
  rowIds: Uint32Array
}

/** Values are divided by `scales` [features]. */
export function sparseDesign(features: Postings[], scales: number[], target: Target, part: PartName): SparseDesign {
  const width = features.length
  const placeOf = new Map<number, number>()
  for (const { rows } of features) {
    for (const row of rows) if (target.partOf[row] === parts[part] && !placeOf.has(row)) placeOf.set(row, placeOf.size)
  }
  const rowIds = Uint32Array.from(placeOf.keys())
  const x = new Float64Array((rowIds.length + 1) * width)
  features.forEach(({ rows, values }, feature) => {
    for (let i = 0; i < rows.length; i += 1) {
      const place = placeOf.get(rows[i])
      if (place !== undefined) x[place * width + feature] = values[i] / scales[feature]
    }
  })
  return { width, x, rowIds, ...counted(rowIds, target, part) }
}

function counted(rowIds: Uint32Array, { isPositive, counts }: Target, part: PartName) {
  const positives = new Float64Array(rowIds.length + 1)
  const negatives = new Float64Array(rowIds.length + 1)
  const silent = { ...counts[part] }
  rowIds.forEach((row, i) => {
    positives[i] = isPositive[row]
    negatives[i] = 1 - isPositive[row]
    silent.positives -= positives[i]
    silent.negatives -= negatives[i]
  })
  positives[rowIds.length] = silent.positives
  negatives[rowIds.length] = silent.negatives
  return { positives, negatives }
}
