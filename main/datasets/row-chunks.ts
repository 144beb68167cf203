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

export async function* rowChunks(reader: ActivationReader, signal?: AbortSignal): AsyncGenerator<RowChunk> {
  const rowsPerChunk = Math.max(1, Math.floor(chunkFloats / reader.dIn))
  const buffers = [0, 1, 2].map(() => new Float32Array(Math.min(rowsPerChunk, reader.rows) * reader.dIn))
  const readAt = (start: number): Promise<RowChunk> => {
    const count = Math.min(rowsPerChunk, reader.rows - start)
    const into = buffers[Math.floor(start / rowsPerChunk) % buffers.length]
    return reader.read(start, count, into).then((values) => ({ start, count, values }))
  }
  let coming = readAt(0)
  for (let next = rowsPerChunk; ; next += rowsPerChunk) {
    throwIfCancelled(signal)
    const chunk = await coming
    if (next < reader.rows) {
      coming = readAt(next)
      // A failed read is met when it is awaited; until then it must not count as unhandled.
      coming.catch(() => undefined)
    }
    yield chunk
    if (next >= reader.rows) return
  }
}
