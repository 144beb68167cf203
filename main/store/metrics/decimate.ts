/**
 * Fewer points with nothing lost to the eye: of each bucket of points the minimum and maximum of every metric stay,
 * and the first and last point of all. What stays are real points with all their values. Pure.
 */
import { type PointColumns, pickColumns } from './columns'

/** Fine buckets per point that is wanted; final buckets are made of whole fine ones. */
const fineness = 4

/** Positions of a metric's minimum and maximum in each fine bucket, −1 where it has no value. */
interface Extremes {
  metric: Float64Array
  low: Int32Array
  high: Int32Array
}

/** At most `maxPoints` of the points (2 or more), in order. */
export function decimate(columns: PointColumns, maxPoints: number): PointColumns {
  const count = columns.steps.length
  if (count <= maxPoints) return columns
  return pickColumns(columns, keptPositions([...columns.values.values()], count, Math.max(2, maxPoints)))
}

/**
 * The more buckets the finer, but metrics that move apart keep different points of a bucket:
 * buckets are made larger until what stays fits. All points are looked at once, after that only the fine extremes.
 */
function keptPositions(metrics: Float64Array[], count: number, maxPoints: number): Uint32Array {
  const buckets = Math.min(count, fineness * maxPoints)
  const extremes = metrics.map((metric) => extremesOf(metric, buckets))
  let merged = Math.max(1, Math.floor((2 * buckets) / maxPoints))
  for (;;) {
    const positions = positionsOf(extremes, buckets, merged, count)
    if (positions.length <= maxPoints) return positions
    if (merged >= buckets) return thinned(positions, maxPoints)
    merged = Math.min(buckets, Math.max(merged + 1, Math.floor((merged * positions.length) / maxPoints)))
  }
}

function extremesOf(metric: Float64Array, buckets: number): Extremes {
  const low = new Int32Array(buckets)
  const high = new Int32Array(buckets)
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    const from = Math.floor((bucket * metric.length) / buckets)
    const to = Math.floor(((bucket + 1) * metric.length) / buckets)
    const first = firstNumber(metric, from, to)
    low[bucket] = first
    high[bucket] = first
    if (first < 0) continue
    // NaN compares false with everything.
    for (let i = first + 1; i < to; i += 1) {
      if (metric[i] < metric[low[bucket]]) low[bucket] = i
      else if (metric[i] > metric[high[bucket]]) high[bucket] = i
    }
  }
  return { metric, low, high }
}

function firstNumber(metric: Float64Array, from: number, to: number): number {
  for (let i = from; i < to; i += 1) if (!Number.isNaN(metric[i])) return i
  return -1
}

/** Positions that stay when `merged` fine buckets at a time are one bucket. */
function positionsOf(extremes: Extremes[], buckets: number, merged: number, count: number): Uint32Array {
  const kept = new Uint8Array(count)
  kept[0] = 1
  kept[count - 1] = 1
  for (const { metric, low, high } of extremes)
    for (let first = 0; first < buckets; first += merged) {
      const end = Math.min(first + merged, buckets)
      let [least, greatest] = [low[first], high[first]]
      for (let bucket = first + 1; bucket < end; bucket += 1) {
        if (least < 0 || metric[low[bucket]] < metric[least]) least = low[bucket]
        if (greatest < 0 || metric[high[bucket]] > metric[greatest]) greatest = high[bucket]
      }
      if (least >= 0) kept[least] = 1
      if (greatest >= 0) kept[greatest] = 1
    }
  return setPositions(kept)
}

function setPositions(kept: Uint8Array): Uint32Array {
  let length = 0
  for (const one of kept) length += one
  const positions = new Uint32Array(length)
  for (let i = 0, at = 0; i < kept.length; i += 1) if (kept[i]) positions[at++] = i
  return positions
}

/** So few points were asked for that not even one bucket fits: evenly spread, ends kept. */
function thinned(positions: Uint32Array, count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, i) => positions[Math.round((i * (positions.length - 1)) / (count - 1))])
}
