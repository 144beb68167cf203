/** One track: words, plot, axis text. Draws again when its turn comes or when the person looks differently. */
import { memo, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { runStyle, useTheme } from '../theme-colors'
import type { ChartView } from './chart-view'
import type { FrameTurns } from './frame-turns'
import { LinePlot } from './line-plot'
import { plotInset } from './plot-inset'
import { metricAt, type Reader, readingAt } from './readings'
import type { SmoothCache } from './smooth-cache'
import styles from './track-chart.module.css'
import { scaleKind, type TrackPicture, trackPicture } from './track-picture'
import { AxisText, Rings, Rules, Spikes } from './track-row-parts'
import { TrackWords } from './track-words'
import type { ChartRun, Track } from './types'
import { useTurn } from './use-turns'
import { axisSpan, axisWindow, pixelOfX } from './x-axis'

export interface TrackRowProps {
  track: Track
  /** The main run first. */
  runs: ChartRun[]
  view: ChartView
  width: number
  height: number
  /** Where values are read, in units of x; undefined before the first point. */
  at: number | undefined
  /** Rings on the lines, when `at` is a marker and not just the latest point. */
  hasRings: boolean
  isActive: boolean
  turns: FrameTurns
  smooth: SmoothCache
  /** Grows when the canvas has to be made anew (another pixel ratio). */
  generation: number
  onFlip(track: string): void
}

export const TrackRow = memo(function TrackRow(props: TrackRowProps) {
  const { track, runs, view, width, height, at, smooth } = props
  const version = useTurn(props.turns)
  const span = axisSpan(runs, view.axis)
  const picture = usePicture(props, span, version)
  const canvas = useCanvas(props, picture, span)
  const reader = { view, span, smooth }
  const main = runs[0]
  const readings = at === undefined ? [] : runs.map((run) => readingAt(reader, track, run, at))
  const parts = (track.parts ?? []).map((part) => ({
    part,
    value: main && at !== undefined ? metricAt(reader, main, part.metric, at, true) : undefined
  }))
  const x = at === undefined ? undefined : pixelOfX(at, axisWindow(view, span), width)
  return (
    <section className={styles.row} aria-label={track.title} data-active={props.isActive} data-track={track.id}>
      <TrackWords
        track={track}
        reading={readings[0]}
        parts={parts.reverse()}
        also={main && at !== undefined ? alsoTexts(reader, track, main, at) : []}
        smoothing={view.smoothing}
        isLog={scaleKind(track, view) === 'log'}
      />
      <div className={styles.plot}>
        <Rules picture={picture} height={height} target={track.target} />
        <div ref={canvas} className={styles.canvas} />
        <Spikes picture={picture} track={track} width={width} />
        {props.hasRings && x !== undefined && !track.parts && (
          <Rings picture={picture} readings={readings} x={x} height={height} />
        )}
      </div>
      <AxisText picture={picture} height={height} track={track} onFlip={() => props.onFlip(track.id)} />
    </section>
  )
})

/** What the track's other metrics were at a place, as words. */
function alsoTexts(reader: Reader, track: Track, run: ChartRun, at: number): string[] {
  return (track.also ?? []).flatMap(({ metric, label, format }) => {
    const value = metricAt(reader, run, metric, at, false)
    return value === undefined || Number.isNaN(value) ? [] : [`${label} ${format(value)}`]
  })
}

function usePicture(props: TrackRowProps, span: number, version: number): TrackPicture {
  const { track, runs, view, width, height, smooth } = props
  const { axis, smoothing, zoom, flipped } = view
  // biome-ignore lint/correctness/useExhaustiveDependencies: the marker does not change the picture, `version` does
  return useMemo(
    () =>
      trackPicture({
        track,
        runs,
        view,
        span,
        window: axisWindow(view, span),
        buckets: Math.max(50, Math.ceil(width / 2)),
        tickCount: Math.max(3, Math.min(5, Math.round((height - 2 * plotInset) / 27))),
        smooth
      }),
    [track, runs, axis, smoothing, zoom, flipped, span, width, height, smooth, version]
  )
}

function useCanvas(props: TrackRowProps, picture: TrackPicture, span: number) {
  const element = useRef<HTMLDivElement>(null)
  const plot = useRef<LinePlot | null>(null)
  const theme = useTheme()
  const { view, width, height, generation } = props
  // biome-ignore lint/correctness/useExhaustiveDependencies: another pixel ratio needs another canvas
  useLayoutEffect(() => {
    if (!element.current) return
    plot.current = new LinePlot(element.current)
    return () => {
      plot.current?.dispose()
      plot.current = null
    }
  }, [generation])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the size is read from the element
  useEffect(() => plot.current?.resize(), [width, height])
  // biome-ignore lint/correctness/useExhaustiveDependencies: colours follow the theme; zoom is in the window
  useLayoutEffect(
    () => plot.current?.draw(picture.lines, axisWindow(view, span), runStyle),
    [picture, theme, span, view.zoom, generation]
  )
  return element
}
