/**
 * The ten equal intervals (max·i/10, max·(i+1)/10] of a feature's activations, and its rows grouped by them.
 */
import { intervalCount } from '../../../contract/records/feature'
import { equalEdges } from './histogram'

/** [intervalCount + 1] edges from 0 to `max`. */
export function intervalEdges(max: number): number[] {
  return equalEdges(max, intervalCount)
}

/** Positions of a feature's postings ordered by interval: those of interval i are positions[starts[i] … starts[i+1] − 1], rows ascending. */
export interface IntervalGroups {
  starts: Uint32Array
  positions: Uint32Array
}

/** Room for the groups of one feature, of as many values as it has at most. */
export interface IntervalScratch {
  intervals: Uint8Array
  positions: Uint32Array
}

export function intervalScratch(values: number): IntervalScratch {
  return { intervals: new Uint8Array(values), positions: new Uint32Array(values) }
}

/** Groups `values` (0 < v ≤ max) by interval: a counting sort, so two passes whatever the values. The positions lie in `scratch`. */
export function groupByInterval(values: Float32Array, max: number, scratch = intervalScratch(values.length)): IntervalGroups {
  const intervals = intervalsOf(values, max, scratch.intervals)
  const starts = new Uint32Array(intervalCount + 1)
  for (let i = 0; i < values.length; i += 1) starts[intervals[i] + 1] += 1
  for (let i = 0; i < intervalCount; i += 1) starts[i + 1] += starts[i]
  const next = starts.slice()
  const positions = scratch.positions.subarray(0, values.length)
  for (let position = 0; position < values.length; position += 1) {
    positions[next[intervals[position]]++] = position
  }
  return { starts, positions }
}

function intervalsOf(values: Float32Array, max: number, intervals: Uint8Array): Uint8Array {
  const perUnit = intervalCount / max
  for (let i = 0; i < values.length; i += 1) {
    const interval = Math.min(Math.max(Math.ceil(values[i] * perUnit) - 1, 0), intervalCount - 1)
    // A value on an edge may be rounded above it. Between edges f64 can not err: f32 values are too far apart.
    intervals[i] = interval > 0 && values[i] <= (max * interval) / intervalCount ? interval - 1 : interval
  }
  return intervals
}
