/** Some rows of a file, spread evenly over it: to look at data without reading all of it. */
import type { Batch } from '../../contract/records/arrays'
import type { Dataset } from '../../contract/records/dataset'
import { squaredNorm } from '../maths/norms'
import { quantileOfSorted } from '../maths/quantiles'
import { stratifiedRows } from '../maths/stratified'
import type { ActivationReader } from './activations'
import { clipNorm, clipRows } from './batches/clip'
import { throwIfCancelled } from './cancel'

export interface SampledRows {
  batch: Batch
  /** Rows of the sample that are not in the batch: not finite, or outliers under the rule `drop`. */
  leftOut: number
}

/** Rows next to one another are read at once. */
const together = 8

/** At most `count` finite rows in file order, outliers (by the median of the sample) treated by `outliers`. Throws `cancelled`. */
export async function sampleRows(
  reader: ActivationReader,
  o: { count: number; seed: number; outliers: Dataset['outliers']; signal?: AbortSignal }
): Promise<SampledRows> {
  const { dIn } = reader
  const values = new Float32Array(Math.min(o.count + together, reader.rows) * dIn)
  const rows: number[] = []
  for (const [first, end] of stretches(reader.rows, o.count, o.seed)) {
    throwIfCancelled(o.signal)
    const read = await reader.read(first, end - first)
    for (let row = first; row < end && rows.length * dIn < values.length; row += 1) {
      values.set(read.subarray((row - first) * dIn, (row - first + 1) * dIn), rows.length * dIn)
      rows.push(row)
    }
  }
  return usable({ count: rows.length, dIn, values, rows: Uint32Array.from(rows) }, o.outliers)
}

/** Stretches [first, end) of neighbors that do not overlap; of the whole file where it has no more rows than wanted. */
function stretches(total: number, count: number, seed: number): [number, number][] {
  if (total <= count)
    return Array.from({ length: Math.ceil(total / together) }, (_, i) => [i * together, Math.min(total, (i + 1) * together)])
  const blocks = Math.floor(total / together)
  return Array.from(stratifiedRows(blocks, Math.max(1, Math.floor(count / together)), seed), (block) => [
    block * together,
    (block + 1) * together
  ])
}

function usable({ values, rows, dIn, count }: Batch, outliers: Dataset['outliers']): SampledRows {
  const norms = Float64Array.from({ length: count }, (_, i) => Math.sqrt(squaredNorm(values, i * dIn, dIn)))
  const median = quantileOfSorted(Float32Array.from(norms.filter(Number.isFinite)).sort(), 0.5)
  const limit = outliers.rule === 'drop' && median > 0 ? outliers.factor * median : Number.MAX_VALUE
  let kept = 0
  for (let i = 0; i < count; i += 1) {
    if (!(norms[i] <= limit)) continue
    values.copyWithin(kept * dIn, i * dIn, (i + 1) * dIn)
    rows[kept] = rows[i]
    kept += 1
  }
  clipRows(values, dIn, 0, kept, clipNorm(outliers, median))
  return {
    batch: { count: kept, dIn, values: values.subarray(0, kept * dIn), rows: rows.subarray(0, kept) },
    leftOut: count - kept
  }
}
