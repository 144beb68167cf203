/** Batches being filled: rows of activations and, where there are any, of targets. */
import type { Batch } from '../../../contract/records/arrays'

/** A batch with room for so many rows; `count` is 0. */
export function emptyBatch(rows: number, dIn: number, dOut?: number): Batch {
  const batch: Batch = { count: 0, dIn, values: new Float32Array(rows * dIn), rows: new Uint32Array(rows) }
  return dOut === undefined ? batch : { ...batch, dOut, targets: new Float32Array(rows * dOut) }
}

/** Rows start … of the data set. */
interface Stretch {
  start: number
  values: Float32Array
  targets?: Float32Array | undefined
}

/** Copies rows from … from + count − 1 of the stretch behind those of the batch. */
export function appendRows(batch: Batch, { start, values, targets }: Stretch, from: number, count: number): void {
  const { dIn, dOut = 0 } = batch
  batch.values.set(values.subarray(from * dIn, (from + count) * dIn), batch.count * dIn)
  if (targets) batch.targets?.set(targets.subarray(from * dOut, (from + count) * dOut), batch.count * dOut)
  for (let i = 0; i < count; i += 1) batch.rows[batch.count + i] = start + from + i
  batch.count += count
}

/** The batch with arrays of its `count` rows only. */
export function cut(batch: Batch): Batch {
  const { count, dIn, dOut = 0, values, targets, rows } = batch
  const own = { ...batch, values: values.slice(0, count * dIn), rows: rows.slice(0, count) }
  return targets ? { ...own, targets: targets.slice(0, count * dOut) } : own
}
