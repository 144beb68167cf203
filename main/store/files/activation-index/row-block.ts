/** Consecutive rows of by-row.bin: their bytes as arrays, and the norms of all rows from them. */
import type { SparseRows } from '../../../../contract/records/arrays'
import { broken } from './format'

/** Rows of the index one after the other: row i of it is the data set's row `rowIds[i]`. */
export interface RowBlock extends SparseRows {
  rowIds: Uint32Array
}

/** The last row up to which the entries from row `first` on are at most `most`; at least one row. */
export function lastThatFits(starts: Float64Array, first: number, most: number): number {
  let end = first + 1
  while (end + 1 < starts.length && starts[end + 1] - starts[first] <= most) end += 1
  return end
}

/**
 * Ids (`idBytes` each) and activations of rows with the entries starts[i] … starts[i+1] − 1. Each row's ids lie before its
 * activations, at any multiple of 2 bytes: copied to where numbers may begin. Throws malformed for ids from `dSae` on.
 */
export function entriesOfRows(
  bytes: Uint8Array<ArrayBuffer>,
  starts: Uint32Array,
  { idBytes, dSae, path }: { idBytes: number; dSae: number; path: string }
): { features: Uint32Array; values: Float32Array } {
  const view = new DataView(bytes.buffer)
  const features = new Uint32Array(starts[starts.length - 1])
  const values = new Float32Array(features.length)
  for (let row = 0, byte = 0; row + 1 < starts.length; row += 1) {
    for (let at = starts[row]; at < starts[row + 1]; at += 1, byte += idBytes)
      features[at] = idBytes === 2 ? view.getUint16(byte, true) : view.getUint32(byte, true)
    for (let at = starts[row]; at < starts[row + 1]; at += 1, byte += 4) values[at] = view.getFloat32(byte, true)
  }
  for (const feature of features) if (feature >= dSae) throw broken('malformed', 'holds features that there are not', path)
  return { features, values }
}

/** ‖activations‖ of each row by its number in the data set, [end]; 0 for rows that do not come. */
export async function normsOf(blocks: AsyncIterable<RowBlock>, end: number): Promise<Float32Array> {
  const norms = new Float32Array(end)
  for await (const { rowIds, starts, values } of blocks) {
    for (let i = 0; i < rowIds.length; i += 1) {
      let square = 0
      for (let at = starts[i]; at < starts[i + 1]; at += 1) square += values[at] * values[at]
      norms[rowIds[i]] = Math.sqrt(square)
    }
  }
  return norms
}
