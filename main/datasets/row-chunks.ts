/**
 * Activation rows in file order, some megabytes at a time, with the next chunk being read while one is worked on.
 * The one way through a file for the inspection and for sequential batches.
 */
import type { ActivationReader } from './activations'
import { throwIfCancelled } from './cancel'

/** `values` [count, dIn] is good until the next chunk but one is asked for. */
export interface RowChunk {
  start: number
  count: number
  values: Float32Array
}

/** 4 MB of f32. */
const chunkFloats = 1_048_576

/** Rows of a chunk of rows of this width. */
export function chunkRows(width: number): number {
  return Math.max(1, Math.floor(chunkFloats / width))
}

/** Chunks being read while one is worked on: two, so that the disk goes on while one of them is made f32. */
const ahead = 2

/** From row `from` on. */
export async function* rowChunks(
  reader: ActivationReader,
  signal?: AbortSignal,
  { rowsPerChunk = chunkRows(reader.dIn), from = 0 }: { rowsPerChunk?: number; from?: number | undefined } = {}
): AsyncGenerator<RowChunk> {
  const buffers = Array.from({ length: ahead + 2 }, () => new Float32Array(Math.min(rowsPerChunk, reader.rows) * reader.dIn))
  const readAt = (start: number): Promise<RowChunk> => {
    const count = Math.min(rowsPerChunk, reader.rows - start)
    const into = buffers[Math.floor((start - from) / rowsPerChunk) % buffers.length]
    const coming = reader.read(start, count, into).then((values) => ({ start, count, values }))
    // A failed read is met when it is awaited; until then it must not count as unhandled.
    coming.catch(() => undefined)
    return coming
  }
  const coming: Promise<RowChunk>[] = []
  let next = from
  const fill = (): void => {
    for (; coming.length <= ahead && next < reader.rows; next += rowsPerChunk) coming.push(readAt(next))
  }
  for (fill(); coming.length > 0; fill()) {
    throwIfCancelled(signal)
    yield await (coming.shift() as Promise<RowChunk>)
  }
}
