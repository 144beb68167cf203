/** Norms of rows in one pass and nothing else: for targets, of which no more need be known. */

import { squaredNorms } from '../maths/norms'
import { QuantileSketch } from '../maths/quantile-sketch'
import type { ActivationReader } from './activations'
import type { WorkOptions } from './inspect'
import { rowChunks } from './row-chunks'

export interface NormsOptions extends WorkOptions {
  /** Norms of rows in file order, NaN for rows that are not finite or too large for f32, and the rows themselves, [norms, dIn]. */
  onNorms(norms: Float32Array, values: Float32Array): Promise<void>
}

/** Mean and median of the norms of finite rows; 0 where there are none. Throws cancelled. */
export async function rowNorms(reader: ActivationReader, o: NormsOptions): Promise<{ mean: number; median: number }> {
  const sketch = new QuantileSketch()
  for await (const { start, count, values } of rowChunks(reader, o.signal)) {
    const norms = Float32Array.from(squaredNorms(values, reader.dIn, count), Math.sqrt)
    for (let i = 0; i < count; i += 1) {
      if (Number.isFinite(norms[i])) sketch.add(norms[i])
      else norms[i] = Number.NaN
    }
    await o.onNorms(norms, values)
    o.onProgress?.({ done: start + count, total: reader.rows, unit: 'rows', note: 'Measuring the targets' })
  }
  return sketch.count === 0 ? { mean: 0, median: 0 } : { mean: sketch.sum / sketch.count, median: sketch.quantile(0.5) }
}
