/** Batches of rows in file order, each row of the wanted uses once: for validation, measuring and analysis. */
import type { Batch } from '../../../contract/records/arrays'
import type { Dataset } from '../../../contract/records/dataset'
import type { ActivationReader } from '../activations'
import { rowChunks } from '../row-chunks'
import { type RowUse, useCodes } from '../row-index/layout'
import type { RowIndex } from '../row-index/reader'
import { clipNorm, clipRows } from './clip'

export interface BatchOptions {
  reader: ActivationReader
  index: RowIndex
  batchRows: number
  outliers: Dataset['outliers']
  medianNorm: number
  signal?: AbortSignal
}

export interface SequentialOptions extends BatchOptions {
  uses: RowUse[]
}

/** All batches have `batchRows` rows, but the last. The arrays are the receiver's. Throws `cancelled`. */
export async function* sequentialBatches(o: SequentialOptions): AsyncGenerator<Batch> {
  const { reader, index } = o
  const limit = clipNorm(o.outliers, o.medianNorm)
  const wanted = new Set<number>(o.uses.map((use) => useCodes[use]))
  let batch = emptyBatch(o.batchRows, reader.dIn)
  for await (const { start, count, values } of rowChunks(reader, o.signal)) {
    const uses = await index.uses(start, start + count)
    clipRows(values, reader.dIn, 0, count, limit)
    for (const [from, to] of runs(uses, wanted)) {
      for (let row = from; row < to; ) {
        const part = Math.min(to - row, o.batchRows - batch.count)
        appendRows(batch, values, row, part, start)
        row += part
        if (batch.count < o.batchRows) continue
        yield batch
        batch = emptyBatch(o.batchRows, reader.dIn)
      }
    }
  }
  if (batch.count > 0) yield cut(batch)
}

/** Stretches of rows whose use is wanted: as [from, to). */
function* runs(uses: Uint8Array, wanted: Set<number>): Iterable<[number, number]> {
  let from = 0
  for (let row = 0; row <= uses.length; row += 1) {
    if (row < uses.length && wanted.has(uses[row])) continue
    if (row > from) yield [from, row]
    from = row + 1
  }
}

function emptyBatch(rows: number, dIn: number): Batch {
  return { count: 0, dIn, values: new Float32Array(rows * dIn), rows: new Uint32Array(rows) }
}

function appendRows(batch: Batch, values: Float32Array, from: number, count: number, start: number): void {
  batch.values.set(values.subarray(from * batch.dIn, (from + count) * batch.dIn), batch.count * batch.dIn)
  for (let i = 0; i < count; i += 1) batch.rows[batch.count + i] = start + from + i
  batch.count += count
}

function cut(batch: Batch): Batch {
  return { ...batch, values: batch.values.slice(0, batch.count * batch.dIn), rows: batch.rows.slice(0, batch.count) }
}
