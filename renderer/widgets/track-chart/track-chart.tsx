/**
 * Tracks over one shared axis: loss, L0, explained variance, dead features. Points come from buffers that grow outside React;
 * `changed` says when. Keys are the screen's: they change the view (chart-view.ts).
 */
import { useCallback, useState } from 'react'
import { type ChartView, flipScale, initialView, zoomTo } from './chart-view'
import { HoverReadout } from './hover-readout'
import { MarkLine } from './mark-line'
import { MarkerNews } from './marker-news'
import { plotInset } from './plot-inset'
import { nearestFirst, readingAt } from './readings'
import { rowHeights } from './row-heights'
import { SmoothCache } from './smooth-cache'
import { Stage } from './stage'
import { axisText, StepAxis } from './step-axis'
import styles from './track-chart.module.css'
import { offsetOf, trackPicture } from './track-picture'
import { TrackRow } from './track-row'
import { TrackTable } from './track-table'
import type { ChartMark, ChartRun, Track } from './types'
import { useChartSize, usePixelGeneration } from './use-chart-size'
import { useTurn, useTurns } from './use-turns'
import { axisSpan, axisWindow, pixelOfX, stepAtX, xOfPixel, xOfStep } from './x-axis'

export interface TrackChartProps {
  /** The main run first; the same array while the runs are the same. */
  runs: ChartRun[]
  tracks: Track[]
  marks: ChartMark[]
  view: ChartView
  onView(view: ChartView): void
  /** Listens for new points; returns the function that stops. */
  changed(listener: () => void): () => void
  /** The main run still grows: its latest step is drawn as "now". */
  isLive: boolean
}

interface Hover {
  x: number
  y: number
}

export function TrackChart(props: TrackChartProps) {
  const { runs, tracks, view, onView } = props
  const [frame, setFrame] = useState<HTMLDivElement | null>(null)
  const size = useChartSize(frame)
  const generation = usePixelGeneration()
  const turns = useTurns(props.changed)
  useTurn(turns)
  const [smooth] = useState(() => new SmoothCache())
  const [hover, setHover] = useState<Hover | null>(null)
  const main = runs[0]
  const span = axisSpan(runs, view.axis)
  const window = axisWindow(view, span)
  const heights = rowHeights(
    tracks.map((track) => track.weight),
    size.height
  )
  const total = heights.reduce((sum, height) => sum + height, 0)
  const place = usePlaceRead(props, hover, window, size.width)
  const onFlip = useCallback((track: string) => onView(flipScale(view, track)), [onView, view])
  if (view.isTable && main)
    return (
      <TrackTable
        run={main}
        tracks={tracks}
        axis={view.axis}
        window={window}
        marker={view.marker}
        turns={turns}
        onPick={(step) => onView({ ...view, marker: step })}
      />
    )
  const pixelOf = (step: number) => pixelOfX(xOfStep(main, view.axis, step), window, size.width)
  return (
    <div className={styles.chart}>
      <MarkerNews run={main} tracks={tracks} view={view} reader={{ view, span, smooth }} />
      <div ref={setFrame} className={styles.rows} style={{ gridTemplateRows: heights.map((height) => `${height}px`).join(' ') }}>
        {size.width > 0 &&
          tracks.map((track, i) => (
            <TrackRow
              key={track.id}
              track={track}
              runs={runs}
              view={view}
              width={size.width}
              height={heights[i] - 1}
              at={place.at}
              hasRings={place.isMarked}
              isActive={view.activeTrack === track.id}
              turns={turns}
              smooth={smooth}
              generation={generation}
              onFlip={onFlip}
            />
          ))}
        <Stage
          width={size.width}
          height={total}
          markerX={place.isMarked && place.at !== undefined ? pixelOfX(place.at, window, size.width) : undefined}
          nowX={props.isLive && main ? pixelOf(main.train.lastStep) : undefined}
          onHover={setHover}
          onPick={(x) => onView({ ...view, marker: place.stepAt(x), activeTrack: trackAt(tracks, heights, hover?.y) })}
          onZoom={(from, to) => onView(zoomTo(view, { from: place.xAt(from), to: place.xAt(to) }, smallestZoom(view)))}
          onReset={() => onView({ ...view, zoom: initialView.zoom })}
        />
        {hover && place.at !== undefined && (
          <Readout {...{ props, hover, heights, smooth, span, at: place.at }} width={size.width} />
        )}
      </div>
      <MarkLine marks={props.marks.map((mark) => ({ mark, x: pixelOf(mark.step) }))} width={size.width} />
      <StepAxis
        axis={view.axis}
        window={window}
        width={size.width}
        marker={place.isMarked && place.at !== undefined ? { x: place.at, text: axisText(view.axis, place.at) } : null}
      />
    </div>
  )
}

/** Where values are read: under the pointer, else at the marker, else at the latest point. */
function usePlaceRead(props: TrackChartProps, hover: Hover | null, window: { from: number; to: number }, width: number) {
  const { runs, view } = props
  const main = runs[0]
  const xAt = (pixel: number) => xOfPixel(pixel, window, width)
  const stepAt = (pixel: number) => stepAtX(main, view.axis, xAt(pixel)) ?? null
  const hasPoints = (main?.train.length ?? 0) > 0
  const hovered = hover ? stepAt(hover.x) : null
  const step = hovered ?? view.marker
  const at = hasPoints ? xOfStep(main, view.axis, step ?? main!.train.lastStep) : undefined
  return { at, isMarked: hasPoints && step !== null, xAt, stepAt }
}

interface ReadoutProps {
  props: TrackChartProps
  hover: Hover
  heights: number[]
  smooth: SmoothCache
  span: number
  at: number
  width: number
}

function Readout({ props, hover, heights, smooth, span, at, width }: ReadoutProps) {
  const { runs, tracks, view } = props
  const index = trackIndexAt(heights, hover.y)
  const track = tracks[index]
  if (!track || track.parts) return null
  const top = heights.slice(0, index).reduce((sum, height) => sum + height, 0)
  const inner = heights[index] - 1 - 2 * plotInset
  const window = axisWindow(view, span)
  const buckets = Math.max(50, Math.ceil(width / 2))
  const { scale } = trackPicture({ track, runs, view, span, window, buckets, tickCount: 3, smooth })
  const readings = runs.map((run) => readingAt({ view, span, smooth }, track, run, at))
  const nearest = nearestFirst(readings, (reading) => offsetOf(scale, reading.smooth, inner), hover.y - top - plotInset)
  return (
    <HoverReadout
      track={track}
      readings={nearest}
      place={axisText(view.axis, at)}
      x={hover.x}
      y={hover.y}
      width={width}
      height={heights.reduce((sum, height) => sum + height, 0)}
      isSmooth={view.smoothing > 0 && !track.area}
    />
  )
}

function trackIndexAt(heights: number[], y: number): number {
  let bottom = 0
  return heights.findIndex((height) => {
    bottom += height
    return y < bottom
  })
}

function trackAt(tracks: Track[], heights: number[], y: number | undefined): string | null {
  return y === undefined ? null : (tracks[trackIndexAt(heights, y)]?.id ?? null)
}

/** Two steps, or a fifth of a second. */
function smallestZoom(view: ChartView): number {
  return view.axis === 'step' ? 2 : 0.2
}
