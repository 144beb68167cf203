/** The order of a pattern table: similar rows and similar columns together. */
import { clusterOrder } from '../../../maths/cluster-order'
import { cosineDistances, unitRows } from '../../../maths/cosine-distances'
import { transposed } from '../../../maths/transpose'

/** More rows than this take minutes to cluster, and nobody sees them at once. */
export const mostClustered = 2_000

/**
 * Columns by the cosine of their values, each row brought to length 1 first so that a strong feature does not decide alone. Of very
 * many the largest (`sizes` [columns]) are clustered; the others follow by the row on which they are greatest, as the rows come.
 */
export function columnOrder(table: Float32Array, rows: number, sizes: Uint32Array): Uint32Array {
  const columns = sizes.length
  const unit = transposed(unitRows(table, rows, columns), rows, columns)
  if (columns <= mostClustered) return clusterOrder(cosineDistances(unit, columns, rows), columns)
  const bySize = Uint32Array.from(sizes.keys()).sort((a, b) => sizes[b] - sizes[a] || a - b)
  const asTheyCome = Uint32Array.from({ length: rows }, (_, row) => row)
  const { order } = rowOrder(reordered(unit, bySize, asTheyCome), { rows: columns, columns: asTheyCome, active: columns })
  return order.map((place) => bySize[place])
}

/**
 * Rows: the first `clustered` by clustering on the cosine of their values; then the others up to `active` by the column on which
 * they are greatest, as the columns are ordered, and within it as they come; then the rest as it comes.
 */
export function rowOrder(
  table: Float32Array,
  { rows, columns, active }: { rows: number; columns: Uint32Array; active: number }
): { order: Uint32Array; clustered: number } {
  const width = columns.length
  const clustered = Math.min(active, mostClustered)
  const first = clusterOrder(cosineDistances(table.subarray(0, clustered * width), clustered, width), clustered)
  const peaks = Array.from({ length: rows }, (_, row) => peakAmong(table, row * width, columns))
  const sorted = Array.from({ length: active - clustered }, (_, i) => clustered + i).sort((a, b) => peaks[a] - peaks[b] || a - b)
  const silent = Array.from({ length: rows - active }, (_, i) => active + i)
  return { order: Uint32Array.from([...first, ...sorted, ...silent]), clustered }
}

/** Place, in the order of the columns, of the greatest value. */
function peakAmong(table: Float32Array, at: number, columns: Uint32Array): number {
  let best = 0
  for (let place = 1; place < columns.length; place += 1) if (table[at + columns[place]] > table[at + columns[best]]) best = place
  return best
}

/** [rows, columns] of the table in these orders. */
export function reordered(table: Float32Array, rows: Uint32Array, columns: Uint32Array): Float32Array {
  const width = columns.length
  const out = new Float32Array(rows.length * width)
  rows.forEach((row, to) => {
    for (let column = 0; column < width; column += 1) out[to * width + column] = table[row * width + columns[column]]
  })
  return out
}
