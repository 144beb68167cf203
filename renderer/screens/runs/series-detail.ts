/** More points of a part of a run: which are missing for a zoom, and how they are put between those that are there. Pure. */
import type { Result } from '../../../contract/calls/index'
import type { MetricColumns } from '../../../contract/records/metrics'
import type { Window } from '../../widgets/line-series/min-max-buckets'
import { lowerBound } from '../../widgets/line-series/nearest'
import { SeriesBuffer } from '../../widgets/line-series/series-buffer'

export interface Detail {
  /** Steps of which there are all points, or as many as the engine gives at once. */
  window: Window
  train: SeriesBuffer
  validation: SeriesBuffer
}

export interface DetailSource {
  state: string
  train: SeriesBuffer
  validation: SeriesBuffer
  detail?: Detail
}

/** Room beside a zoom, as a share of it: for the smoothing to settle, and for a small step aside. */
const margin = 0.25
/** A zoom this much closer than the detail that is there asks again. */
const closer = 0.25

/** The steps to ask for before a window can be drawn as finely as it was measured; null when nothing is missing. */
export function missingSteps(series: DetailSource, { from, to }: Window): Window | null {
  if (series.state !== 'ready') return null
  const { detail } = series
  const isCovered = detail !== undefined && detail.window.from <= from && to <= detail.window.to
  if (isCovered && to - from > closer * (detail.window.to - detail.window.from)) return null
  const last = series.train.lastStep
  const wanted = { from: Math.max(0, Math.floor(from - margin * (to - from))), to: Math.ceil(to + margin * (to - from)) }
  const recorded = Math.min(wanted.to, last) - wanted.from
  return recorded > 0 && pointsIn(series.train, wanted) < recorded ? wanted : null
}

/** The known points with those of the window in their place. */
export function detailFrom(series: DetailSource, window: Window, metrics: Result<'runs.metrics'>): Detail {
  const of = (split: MetricColumns['split']) => metrics.columns.find((columns) => columns.split === split)
  return {
    window,
    train: spliced(series.train, of('train'), window),
    validation: spliced(series.validation, of('validation'), window)
  }
}

function spliced(known: SeriesBuffer, part: MetricColumns | undefined, { from, to }: Window): SeriesBuffer {
  const buffer = new SeriesBuffer()
  const steps = known.steps.view()
  buffer.append(known.slice(0, lowerBound(steps, from)))
  if (part) buffer.append(part)
  // Live points may have come since the part was asked for: they are after it.
  buffer.append(known.slice(lowerBound(steps, Math.max(to, buffer.lastStep) + 1), steps.length))
  return buffer
}

function pointsIn(buffer: SeriesBuffer, { from, to }: Window): number {
  const steps = buffer.steps.view()
  return lowerBound(steps, to + 1) - lowerBound(steps, from)
}
