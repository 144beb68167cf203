/** Opens the activations of a file as rows of f32, whatever its format, type and shape. */
import type { ArraySource, Dtype } from '../../contract/records/basics'
import { chooseArray } from './array-choice'
import { fileError } from './files/input-file'
import type { ArrayEntry } from './formats/format'
import { type OpenedSource, openSource } from './open-source'
import { readerInRange } from './row-range'

/** Activation rows of one array. Reads may overlap; memory does not depend on the file. */
export interface ActivationReader {
  readonly rows: number
  readonly dIn: number
  /** Type in the file; what is read is f32. */
  readonly dtype: Dtype
  readonly shape: number[]
  /** Name of the array in its file; empty where the format does not name its only one. */
  readonly array: string
  /** Rows start … start + count − 1, [count, dIn]; written to the beginning of `into` when given. */
  read(start: number, count: number, into?: Float32Array): Promise<Float32Array>
  close(): Promise<void>
}

/** Throws not-found, unreadable, empty, truncated, malformed, unsupported, wrong-shape; each names the file. */
export async function openActivations(source: ArraySource, signal?: AbortSignal): Promise<ActivationReader> {
  const opened = await openSource(source, signal)
  try {
    const entry = chooseArray(opened.arrays, source.array, source.path)
    return readerInRange(readerOf(opened, entry), source)
  } catch (thrown) {
    await opened.close()
    throw fileError(thrown, source.path)
  }
}

function readerOf(opened: OpenedSource, entry: ArrayEntry): ActivationReader {
  const rows = opened.rowsOf(entry)
  return {
    rows: rows.rows,
    dIn: rows.dIn,
    dtype: entry.dtype,
    shape: entry.shape,
    array: entry.name,
    read: async (start, count, into = new Float32Array(count * rows.dIn)) => {
      if (start < 0 || start + count > rows.rows) throw new RangeError(`rows ${start} to ${start + count} of ${rows.rows}`)
      if (count > 0) await rows.read(start, count, into)
      return into
    },
    close: () => opened.close()
  }
}
