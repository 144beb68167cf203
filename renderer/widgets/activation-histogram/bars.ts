/**
 * The numbers behind the activation histogram: bar heights on a square-root axis, ramp shares, intervals.
 */

import type { Histogram } from '../../../contract/records/basics'
import type { IntervalExamples } from '../../../contract/records/feature'

export interface Bar {
  /** Share of the tallest bar on the square-root axis, 0–1. */
  height: number
  /** Middle of the bin as a share of the largest value, 0–1: its place on the ramp. */
  share: number
  count: number
  from: number
  to: number
}

/** A bar per bin. One row is still seen: a bin that is not empty is never lower than 2 %. */
export function barsOfHistogram(histogram: Histogram): Bar[] {
  const tallest = Math.sqrt(Math.max(1, ...histogram.counts))
  const max = histogram.edges.at(-1) ?? 0
  return histogram.counts.map((count, index) => {
    const from = histogram.edges[index] ?? 0
    const to = histogram.edges[index + 1] ?? from
    const height = count === 0 ? 0 : Math.max(0.02, Math.sqrt(count) / tallest)
    return { height, share: max > 0 ? (from + to) / 2 / max : 0, count, from, to }
  })
}

/** The interval that [ or ] goes to: the next one down or up that has examples; the same where there is none. */
export function intervalAfter(intervals: readonly IntervalExamples[], current: number, direction: -1 | 1): number {
  const filled = intervals.filter((entry) => entry.examples.length > 0).map((entry) => entry.interval)
  const further = filled.filter((interval) => (direction < 0 ? interval < current : interval > current))
  return further.length === 0 ? current : direction < 0 ? Math.max(...further) : Math.min(...further)
}

/** The interval to show when `wanted` is asked for: itself, or the nearest that has examples (of two, the higher). Undefined when none has. */
export function nearestInterval(intervals: readonly IntervalExamples[], wanted: number): number | undefined {
  const filled = intervals.filter((entry) => entry.examples.length > 0).map((entry) => entry.interval)
  return filled.sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted) || b - a)[0]
}
