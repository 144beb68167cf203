/** Batches of rows in file order, each row of the wanted uses once: for validation, measuring and analysis. */
import type { Batch } from '../../../contract/records/arrays'
import type { Dataset } from '../../../contract/records/dataset'
import type { ActivationReader } from '../activations'
import { chunkRows, type RowChunk, rowChunks } from '../row-chunks'
import { type RowUse, useCodes } from '../row-index/layout'
import type { RowIndex } from '../row-index/reader'
import { appendRows, cut, emptyBatch } from './batch'
import { clipNorm, clipRows } from './clip'

export interface BatchOptions {
  reader: ActivationReader
  /** What belongs to each row, as many rows: batches carry them beside. */
  targets?: ActivationReader | undefined
  index: RowIndex
  batchRows: number
  outliers: Dataset['outliers']
  medianNorm: number
  signal?: AbortSignal
}

export interface SequentialOptions extends BatchOptions {
  uses: RowUse[]
  /** The first row that is looked at; the first of all when left out. */
  fromRow?: number | undefined
}

/** All batches have `batchRows` rows, but the last. Weights do not count here. The arrays are the receiver's. Throws `cancelled`. */
export async function* sequentialBatches(o: SequentialOptions): AsyncGenerator<Batch> {
  const { reader, index } = o
  const limit = clipNorm(o.outliers, o.medianNorm)
  const wanted = new Set<number>(o.uses.map((use) => useCodes[use]))
  const fresh = () => emptyBatch(o.batchRows, reader.dIn, o.targets?.dIn)
  let batch = fresh()
  for await (const { start, count, values, targets } of pairedChunks(o)) {
    const uses = await index.uses(start, start + count)
    clipRows(values, reader.dIn, 0, count, limit)
    for (const [from, to] of runs(uses, wanted)) {
      for (let row = from; row < to; ) {
        const part = Math.min(to - row, o.batchRows - batch.count)
        appendRows(batch, { start, values, targets }, row, part)
        row += part
        if (batch.count < o.batchRows) continue
        yield batch
        batch = fresh()
      }
    }
  }
  if (batch.count > 0) yield cut(batch)
}

/** Chunks of the rows with the same rows of the targets; both are read ahead. */
async function* pairedChunks({
  reader,
  targets,
  signal,
  fromRow
}: SequentialOptions): AsyncGenerator<RowChunk & { targets?: Float32Array }> {
  if (!targets) {
    yield* rowChunks(reader, signal, { from: fromRow })
    return
  }
  const stretch = { rowsPerChunk: chunkRows(reader.dIn + targets.dIn), from: fromRow }
  const beside = rowChunks(targets, signal, stretch)
  try {
    for await (const chunk of rowChunks(reader, signal, stretch)) {
      const { value } = await beside.next()
      yield { ...chunk, targets: value?.values }
    }
  } finally {
    await beside.return(undefined)
  }
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
