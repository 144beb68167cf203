/**
 * Sparse rows (CSR) from the shapes an encoder yields: the largest entries per row, places in a matrix, or a dense matrix.
 * Only values > 0 are kept; features ascend within a row.
 */
import type { SparseRows } from '../../contract/records/arrays'

/** From `columns` and `values`, both [count, k], in any order within a row; k is small. */
export function sparseRowsFromLargest(columns: Int32Array, values: Float32Array, count: number, dSae: number): SparseRows {
  const k = count === 0 ? 0 : values.length / count
  const starts = new Uint32Array(count + 1)
  const features = new Uint32Array(values.length)
  const kept = new Float32Array(values.length)
  let end = 0
  for (let row = 0; row < count; row += 1) {
    const begin = end
    for (let at = row * k; at < (row + 1) * k; at += 1) {
      if (values[at] > 0) end = insertSorted(features, kept, begin, end, columns[at], values[at])
    }
    starts[row + 1] = end
  }
  return { count, dSae, starts, features: features.slice(0, end), values: kept.slice(0, end) }
}

/** From ascending `places` row · dSae + feature of a [count, dSae] matrix and the values there, all above 0. */
export function sparseRowsFromPlaces(places: Int32Array, values: Float32Array, count: number, dSae: number): SparseRows {
  const starts = new Uint32Array(count + 1)
  const features = new Uint32Array(places.length)
  let row = 0
  let rowEnd = dSae
  for (let at = 0; at < places.length; at += 1) {
    for (; places[at] >= rowEnd; rowEnd += dSae) starts[++row] = at
    features[at] = places[at] - (rowEnd - dSae)
  }
  starts.fill(places.length, row + 1)
  return { count, dSae, starts, features, values }
}

/** From a dense [count, dSae] matrix. */
export function sparseRowsFromDense(dense: Float32Array, count: number, dSae: number): SparseRows {
  let total = 0
  for (let at = 0; at < count * dSae; at += 1) if (dense[at] > 0) total += 1
  const starts = new Uint32Array(count + 1)
  const features = new Uint32Array(total)
  const values = new Float32Array(total)
  let end = 0
  for (let row = 0, at = 0; row < count; row += 1) {
    for (let feature = 0; feature < dSae; feature += 1, at += 1) {
      if (dense[at] > 0) {
        features[end] = feature
        values[end] = dense[at]
        end += 1
      }
    }
    starts[row + 1] = end
  }
  return { count, dSae, starts, features, values }
}

/** Rows of several parts one after the other; all parts have the same dSae. */
export function joinSparseRows(parts: SparseRows[], dSae: number): SparseRows {
  if (parts.length === 1) return parts[0]
  const count = parts.reduce((sum, part) => sum + part.count, 0)
  const total = parts.reduce((sum, part) => sum + part.values.length, 0)
  const joined = {
    count,
    dSae,
    starts: new Uint32Array(count + 1),
    features: new Uint32Array(total),
    values: new Float32Array(total)
  }
  let row = 0
  let entry = 0
  for (const part of parts) {
    joined.features.set(part.features, entry)
    joined.values.set(part.values, entry)
    for (let i = 1; i <= part.count; i += 1) joined.starts[row + i] = entry + part.starts[i]
    row += part.count
    entry += part.values.length
  }
  return joined
}

/** Rows from … to − 1; shares memory. */
export function someRows({ dSae, starts, features, values }: SparseRows, from: number, to: number): SparseRows {
  const [first, end] = [starts[from], starts[to]]
  const own = starts.slice(from, to + 1)
  for (let row = 0; row < own.length; row += 1) own[row] -= first
  return { count: to - from, dSae, starts: own, features: features.subarray(first, end), values: values.subarray(first, end) }
}

/** The dense matrix, [count, dSae]. */
export function denseRows({ count, dSae, starts, features, values }: SparseRows): Float32Array {
  const dense = new Float32Array(count * dSae)
  for (let row = 0; row < count; row += 1) {
    for (let at = starts[row]; at < starts[row + 1]; at += 1) dense[row * dSae + features[at]] = values[at]
  }
  return dense
}

/** Σ value · direction + bias, [count, width]; `directions` [dSae, width], `bias` [width]. */
export function decodedRows(
  { count, starts, features, values }: SparseRows,
  directions: Float32Array,
  bias: Float32Array
): Float32Array {
  const width = bias.length
  const out = new Float32Array(count * width)
  for (let row = 0; row < count; row += 1) {
    const begin = row * width
    out.set(bias, begin)
    for (let at = starts[row]; at < starts[row + 1]; at += 1) {
      const value = values[at]
      const from = features[at] * width
      for (let i = 0; i < width; i += 1) out[begin + i] += value * directions[from + i]
    }
  }
  return out
}

/** Insertion keeps a row sorted; rows come nearly unsorted but are short. Gives the new end. */
function insertSorted(
  features: Uint32Array,
  values: Float32Array,
  begin: number,
  end: number,
  feature: number,
  value: number
): number {
  let at = end
  while (at > begin && features[at - 1] > feature) {
    features[at] = features[at - 1]
    values[at] = values[at - 1]
    at -= 1
  }
  features[at] = feature
  values[at] = value
  return end + 1
}
