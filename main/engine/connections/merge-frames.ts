/** Metric points as the columns of a live frame, and several frames as one: pure functions. */
import {
  type LiveFrame,
  type MetricColumns,
  type MetricKey,
  type MetricPoint,
  metricKeys
} from '../../../contract/records/metrics'

/** A frame that nobody takes stops growing here: older points can be read from the store. */
const longestFrame = 20_000

/** Columns of each split that has points; absent values are NaN, metrics without any value are left out. */
export function columnsOfPoints(points: readonly MetricPoint[]): MetricColumns[] {
  return (['train', 'validation'] as const)
    .map((split) => points.filter((point) => point.split === split))
    .filter((own) => own.length > 0)
    .map((own) => ({
      split: own[0].split,
      steps: Float64Array.from(own, (point) => point.step),
      seconds: Float64Array.from(own, (point) => point.seconds),
      columns: Object.fromEntries(
        metricKeys
          .filter((key) => own.some((point) => point.values[key] !== undefined))
          .map((key) => [key, Float64Array.from(own, (point) => point.values[key] ?? Number.NaN)])
      )
    }))
}

/** Both frames of a run in one: points in order, the later density histogram, all marks. */
export function mergedFrames(earlier: LiveFrame, later: LiveFrame): LiveFrame {
  const splits = new Set([...earlier.columns, ...later.columns].map((columns) => columns.split))
  const merged: LiveFrame = {
    run: later.run,
    columns: [...splits].map((split) => joined(columnsOf(earlier, split), columnsOf(later, split))),
    marks: [...earlier.marks, ...later.marks]
  }
  const density = later.density ?? earlier.density
  if (density) merged.density = density
  return merged
}

function columnsOf(frame: LiveFrame, split: MetricColumns['split']): MetricColumns {
  const none = new Float64Array()
  return frame.columns.find((columns) => columns.split === split) ?? { split, steps: none, seconds: none, columns: {} }
}

function joined(earlier: MetricColumns, later: MetricColumns): MetricColumns {
  const drop = Math.max(0, earlier.steps.length + later.steps.length - longestFrame)
  const join = (key: MetricKey) =>
    concatenated(
      earlier.columns[key] ?? new Float64Array(earlier.steps.length).fill(Number.NaN),
      later.columns[key] ?? new Float64Array(later.steps.length).fill(Number.NaN)
    ).slice(drop)
  const keys = metricKeys.filter((key) => earlier.columns[key] || later.columns[key])
  return {
    split: later.split,
    steps: concatenated(earlier.steps, later.steps).slice(drop),
    seconds: concatenated(earlier.seconds, later.seconds).slice(drop),
    columns: Object.fromEntries(keys.map((key) => [key, join(key)]))
  }
}

function concatenated(a: Float64Array, b: Float64Array): Float64Array {
  const all = new Float64Array(a.length + b.length)
  all.set(a)
  all.set(b, a.length)
  return all
}
