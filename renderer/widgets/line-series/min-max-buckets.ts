/**
 * Fewer points that look the same: of every bucket of the x axis the first, lowest, highest and last point stay,
 * so that a spike of one step is drawn at any zoom. Gaps (NaN) stay gaps.
 */
import { lowerBound } from './nearest'

/** Pairs x0, y0, x1, y1 … in ascending x, as the chart library takes them. */
export type FlatPoints = Float64Array

export interface Window {
  from: number
  to: number
}

/**
 * The points with window.from ≤ x ≤ window.to, plus one neighbor on either side so that lines run to the edge.
 * At most about 4 points (5 with a gap) per bucket; all points when they are no more than 2 × `buckets`.
 */
export function minMaxBuckets(x: Float64Array, y: Float64Array, window: Window, buckets: number): FlatPoints {
  const [start, end] = indexRange(x, window)
  const count = end - start
  if (count <= 2 * buckets) return pairs(x, y, start, end)
  const out = new Float64Array(2 * Math.min(count, 5 * (buckets + 2)))
  const width = (window.to - window.from) / buckets
  let length = 0
  let i = start
  while (i < end) {
    const bucket = bucketOf(x[i], window.from, width, buckets)
    let next = i + 1
    while (next < end && bucketOf(x[next], window.from, width, buckets) === bucket) next++
    length = writeBucket(out, length, x, y, i, next)
    i = next
  }
  return out.subarray(0, length)
}

/** Positions [start, end) of the window with one neighbor on either side; `x` ascends. */
function indexRange(x: Float64Array, window: Window): [number, number] {
  const start = lowerBound(x, window.from)
  let end = lowerBound(x, window.to)
  while (end < x.length && x[end] === window.to) end++
  return [Math.max(0, start - 1), Math.min(x.length, end + 1)]
}

function bucketOf(x: number, from: number, width: number, buckets: number): number {
  return Math.max(-1, Math.min(buckets, Math.floor((x - from) / width)))
}

function pairs(x: Float64Array, y: Float64Array, start: number, end: number): FlatPoints {
  const out = new Float64Array(2 * (end - start))
  for (let i = start; i < end; i++) {
    out[2 * (i - start)] = x[i]
    out[2 * (i - start) + 1] = y[i]
  }
  return out
}

/** Writes first, lowest, highest, last and one gap of positions [start, end) in ascending order, each once. */
function writeBucket(out: Float64Array, offset: number, x: Float64Array, y: Float64Array, start: number, end: number): number {
  const { low, high, gap } = extremes(y, start, end)
  let length = offset
  let previous = start - 1
  while (previous < end - 1) {
    let next = end - 1
    if (previous < start) next = start
    else {
      if (low > previous && low < next) next = low
      if (high > previous && high < next) next = high
      if (gap > previous && gap < next) next = gap
    }
    out[length++] = x[next]
    out[length++] = y[next]
    previous = next
  }
  return length
}

/** Where the lowest, the highest and the last missing value are; −1 for none. Infinite values count as missing. */
function extremes(y: Float64Array, start: number, end: number): { low: number; high: number; gap: number } {
  let low = -1
  let high = -1
  let gap = -1
  for (let i = start; i < end; i++) {
    const value = y[i]
    if (!Number.isFinite(value)) gap = i
    else {
      if (low < 0 || value < y[low]) low = i
      if (high < 0 || value > y[high]) high = i
    }
  }
  return { low, high, gap }
}
