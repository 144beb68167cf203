/**
 * What a track shows, computed from its runs: lines as positions on its axis, ticks, and the values at the marker.
 * Pure; line-plot.ts draws it.
 */
import { type DomainWish, domainFor } from '../line-series/domain'
import { minMaxBuckets, type Window } from '../line-series/min-max-buckets'
import { latestIndex, lowerBound } from '../line-series/nearest'
import { placePoints, positionOf, type Scale } from '../line-series/scale'
import type { SeriesBuffer } from '../line-series/series-buffer'
import { smoothingUnit } from '../line-series/smooth'
import { keptPositions } from '../line-series/thinning'
import { ticksOf } from '../line-series/ticks'
import { type Beyond, beyondAxis } from './beyond'
import type { ChartView } from './chart-view'
import type { SmoothCache } from './smooth-cache'
import type { ChartRun, Track } from './types'

export type LineRole = 'raw' | 'smooth' | 'validation' | 'area' | 'part'

/** A line ready to be drawn: pairs of x and position 0–1, NaN for gaps. */
export interface PlotLine {
  id: string
  slot: number
  role: LineRole
  points: Float64Array
}

export interface TrackPicture {
  scale: Scale
  ticks: number[]
  lines: PlotLine[]
  /** Spikes of the main run that the axis cuts off. */
  beyond: Beyond[]
}

export interface PictureRequest {
  track: Track
  /** The main run first; of the others only the smooth line is drawn. */
  runs: ChartRun[]
  view: ChartView
  /** Length of the whole axis, which decides what a unit of smoothing is. */
  span: number
  window: Window
  /** About half as many as there are pixels across, so that 2 × pixels of points remain. */
  buckets: number
  tickCount: number
  smooth: SmoothCache
}

interface RawLine {
  id: string
  run: string
  slot: number
  role: LineRole
  points: Float64Array
}

export function trackPicture(request: PictureRequest): TrackPicture {
  const { track, runs } = request
  // The main run comes last, so that it is drawn over the others.
  const lines = track.parts
    ? runs.slice(0, 1).flatMap((run) => partLines(request, run))
    : runs
        .map((run, i) => runLines(request, run, i === 0))
        .reverse()
        .flat()
  const scale = domainFor(valuesOf(lines), domainWish(request))
  return {
    scale,
    ticks: ticksOf(scale, request.tickCount),
    lines: lines.map((line) => ({ ...line, points: placePoints(line.points, scale) })),
    beyond: beyondAxis(spikyLines(lines, runs[0]), scale, request.window)
  }
}

/** What was measured of the main run: where it is smoothed, the raw line. */
function spikyLines(lines: RawLine[], main: ChartRun | undefined): Float64Array[] {
  const own = lines.filter((line) => line.run === main?.id)
  const raw = own.filter((line) => line.role === 'raw')
  return (raw.length > 0 ? raw : own.filter((line) => line.role !== 'part')).map((line) => line.points)
}

/** The x axis of a buffer. */
export function axisOf(buffer: SeriesBuffer, axis: ChartView['axis']): Float64Array {
  return axis === 'step' ? buffer.steps.view() : buffer.seconds.view()
}

/** The kind of axis a track has in this view. A stack starts at 0, so it is never logarithmic. */
export function scaleKind(track: Track, view: ChartView): Scale['kind'] {
  if (track.parts) return 'linear'
  const other = track.scale === 'log' ? 'linear' : 'log'
  return view.flipped.includes(track.id) ? other : track.scale
}

/** The value at the latest point at or before `at`, NaN where it was not finite; undefined before the first point. */
export function valueAtX(x: Float64Array, values: Float64Array | undefined, at: number): number | undefined {
  const index = latestIndex(x, at)
  return index < 0 ? undefined : values?.[index]
}

/** Where a value stands from the top of a plot of this height; undefined when it has no place or is cut off. */
export function offsetOf(scale: Scale, value: number | undefined, height: number): number | undefined {
  if (value === undefined) return undefined
  const position = positionOf(scale, value)
  return position >= 0 && position <= 1 ? (1 - position) * height : undefined
}

function runLines(request: PictureRequest, run: ChartRun, isMain: boolean): RawLine[] {
  const { track, view } = request
  const x = axisOf(run.train, view.axis)
  const raw = run.train.values(track.metric)
  const smooth = smoothed(request, run, track.metric)
  const lines: RawLine[] = []
  const add = (role: LineRole, values: Float64Array | undefined, buffer = x) => {
    if (!values) return
    const points = minMaxBuckets(buffer, values, request.window, request.buckets)
    lines.push({ id: `${run.id} ${role}`, run: run.id, slot: run.slot, role, points })
  }
  if (track.area) add(isMain ? 'area' : 'smooth', raw)
  else {
    if (isMain && view.smoothing > 0) add('raw', raw)
    add('smooth', smooth)
  }
  if (isMain && track.validation) add('validation', run.validation.values(track.metric), axisOf(run.validation, view.axis))
  return lines
}

function smoothed(request: PictureRequest, run: ChartRun, metric: string): Float64Array | undefined {
  const { view, span, smooth } = request
  return smooth.values(run.train, metric, view.axis, view.smoothing, smoothingUnit(span))
}

/** Cumulative lines from the bottom up, the last part on top; all over the same points, extremes of every sum among them. */
function partLines(request: PictureRequest, run: ChartRun): RawLine[] {
  const x = axisOf(run.train, request.view.axis)
  const start = Math.max(0, lowerBound(x, request.window.from) - 1)
  const end = Math.min(x.length, lowerBound(x, request.window.to) + 1)
  const sums = sumsOf(request, run, start, end)
  const kept = keptPositions([...sums.values()], Math.max(0, end - start), 4 * request.buckets)
  return [...sums].map(([metric, sum]) => {
    const points = new Float64Array(2 * kept.length)
    for (const [i, position] of kept.entries()) {
      points[2 * i] = x[start + position]
      points[2 * i + 1] = sum[position]
    }
    return { id: `${run.id} part ${metric}`, run: run.id, slot: run.slot, role: 'part', points }
  })
}

/** Each part added to those below it, by metric; what was not measured adds nothing. */
function sumsOf(request: PictureRequest, run: ChartRun, start: number, end: number): Map<string, Float64Array> {
  const sums = new Map<string, Float64Array>()
  let below = new Float64Array(Math.max(0, end - start))
  for (const { metric } of request.track.parts ?? []) {
    const values = smoothed(request, run, metric)
    if (!values) continue
    below = below.map((sum, i) => sum + (Number.isFinite(values[start + i]) ? values[start + i] : 0))
    sums.set(metric, below)
  }
  return sums
}

function domainWish(request: PictureRequest): DomainWish {
  const { track, view } = request
  const kind = scaleKind(track, view)
  // Counts get room for a few, so that an axis of nothing has whole numbers.
  const include = [track.target, track.area ? 5 : undefined].filter((value) => value !== undefined)
  if (kind === 'log') return { kind, include }
  return { kind, low: track.parts ? 0 : track.low, high: view.zoom ? undefined : track.high, include }
}

function valuesOf(lines: RawLine[]): Float64Array {
  const values = new Float64Array(lines.reduce((sum, line) => sum + line.points.length / 2, 0))
  let length = 0
  for (const line of lines) for (let i = 1; i < line.points.length; i += 2) values[length++] = line.points[i]
  return values
}
