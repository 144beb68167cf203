/** Values of the runs at one place of the axis: what the column beside a track, the readout and the table say. */
import { smoothingUnit } from '../line-series/smooth'
import type { ChartView } from './chart-view'
import type { SmoothCache } from './smooth-cache'
import { axisOf, valueAtX } from './track-picture'
import type { ChartRun, Track } from './types'

export interface Reading {
  run: ChartRun
  /** What the line shows; equals `raw` where nothing is smoothed. */
  smooth: number | undefined
  raw: number | undefined
  validation: number | undefined
}

/** How values are read: the same smoothing that draws the lines. */
export interface Reader {
  view: ChartView
  span: number
  smooth: SmoothCache
}

export function readingAt(reader: Reader, track: Track, run: ChartRun, x: number): Reading {
  const raw = metricAt(reader, run, track.metric, x, false)
  const smooth = track.area ? raw : metricAt(reader, run, track.metric, x, true)
  const validation = valueAtX(axisOf(run.validation, reader.view.axis), run.validation.values(track.metric), x)
  return { run, smooth, raw, validation }
}

/** A metric of a run at x, smoothed as the line or as it was measured. */
export function metricAt(reader: Reader, run: ChartRun, metric: string, x: number, isSmooth: boolean): number | undefined {
  const { view, span, smooth } = reader
  const values = isSmooth
    ? smooth.values(run.train, metric, view.axis, view.smoothing, smoothingUnit(span))
    : run.train.values(metric)
  return valueAtX(axisOf(run.train, view.axis), values, x)
}

/** Runs by how near their line passes to a place of the plot (offsets in px), those without a line left out. */
export function nearestFirst(readings: Reading[], offset: (reading: Reading) => number | undefined, y: number): Reading[] {
  const distances = readings.map((reading) => ({ reading, at: offset(reading) }))
  const drawn = distances.filter((entry): entry is { reading: Reading; at: number } => entry.at !== undefined)
  return drawn.sort((a, b) => Math.abs(a.at - y) - Math.abs(b.at - y)).map((entry) => entry.reading)
}
