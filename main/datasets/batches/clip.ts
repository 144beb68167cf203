/** The rule `clip` for outlier rows: scaled down to the norm from which rows count as outliers. */
import type { Dataset } from '../../../contract/records/dataset'
import { squaredNorm } from '../../maths/norms'

/** Norm that rows are scaled down to; infinite under the other rules. */
export function clipNorm(outliers: Dataset['outliers'], medianNorm: number): number {
  return outliers.rule === 'clip' && medianNorm > 0 ? outliers.factor * medianNorm : Number.POSITIVE_INFINITY
}

/** Scales rows `from` … `from + count − 1` of `values` [·, dIn] whose norm is over `limit` down to it, in place. */
export function clipRows(values: Float32Array, dIn: number, from: number, count: number, limit: number): void {
  if (limit === Number.POSITIVE_INFINITY) return
  for (let row = from; row < from + count; row += 1) {
    const norm = Math.sqrt(squaredNorm(values, row * dIn, dIn))
    if (!(norm > limit)) continue
    const scale = limit / norm
    for (let i = row * dIn; i < (row + 1) * dIn; i += 1) values[i] *= scale
  }
}
