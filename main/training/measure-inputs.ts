/** Mean and scale of the rows to learn from, in one pass. */
import type { Batch } from '../../contract/records/arrays'
import { LoupeError } from '../../contract/wire/errors'

/**
 * `mean` [dIn] of the raw rows, and `inputScale` = √dIn ÷ mean norm, which brings the average norm to √dIn
 * (SAELens `expected_average_only_in`). Throws empty without rows, not-finite with a bad row, config when all rows are zero.
 */
export async function measureInputs(
  batches: AsyncIterable<Batch>,
  dIn: number
): Promise<{ mean: Float32Array; inputScale: number }> {
  const sum = new Float64Array(dIn)
  let norms = 0
  let rows = 0
  for await (const { values, count } of batches) {
    for (let row = 0; row < count; row += 1) norms += addRow(sum, values, row * dIn)
    rows += count
  }
  if (rows === 0) {
    throw new LoupeError('empty', 'There are no rows to train on.', { hint: 'Choose another split or keep more rows.' })
  }
  if (!Number.isFinite(norms)) {
    throw new LoupeError('not-finite', 'Some training rows hold NaN or infinite numbers.', {
      hint: 'Make the data set again from the files: rows that are not finite are then left out.'
    })
  }
  if (norms === 0) throw new LoupeError('config', 'All training rows are zero.', { hint: 'Choose other activations.' })
  return { mean: Float32Array.from(sum, (value) => value / rows), inputScale: (Math.sqrt(dIn) * rows) / norms }
}

/** Adds a row; gives its norm. */
function addRow(sum: Float64Array, values: Float32Array, at: number): number {
  let squares = 0
  for (let i = 0; i < sum.length; i += 1) {
    const value = values[at + i]
    sum[i] += value
    squares += value * value
  }
  return Math.sqrt(squares)
}
