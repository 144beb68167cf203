/** One track of a saved picture: its words, rules, lines and axis text as shapes. */
import type { Window } from '../line-series/min-max-buckets'
import { readingText, tickTexts } from '../line-series/tick-text'
import type { Shape } from '../picture/shapes'
import { runDash, type ThemeColors } from '../theme-colors'
import type { ChartView } from './chart-view'
import { lineLooks } from './line-looks'
import { plotInset } from './plot-inset'
import { readingAt } from './readings'
import type { SmoothCache } from './smooth-cache'
import { offsetOf, type PlotLine, scaleKind, type TrackPicture, trackPicture } from './track-picture'
import type { ChartMark, ChartRun, Track } from './types'
import { validationDash } from './validation-dash'
import { xOfStep } from './x-axis'

export interface TracksPictureRequest {
  title: string
  /** The main run first. */
  runs: ChartRun[]
  tracks: readonly Track[]
  marks: readonly ChartMark[]
  view: ChartView
  colors: ThemeColors
  width?: number
  /** Of one track of weight 1. */
  trackHeight?: number
}

/** px at the left of the plots for words, and at the right for axis text. */
export const wordsWidth = 160
export const ticksWidth = 72

/** What all parts of the picture share. */
export interface PictureFrame {
  request: TracksPictureRequest
  window: Window
  span: number
  plotWidth: number
  smooth: SmoothCache
}

/** A track below `top`, `height` px high, with the rule that ends it. */
export function trackShapes(frame: PictureFrame, track: Track, top: number, height: number): Shape[] {
  const { request, window, span, plotWidth, smooth } = frame
  const { runs, view, colors } = request
  const inner = height - 2 * plotInset
  const buckets = Math.ceil(plotWidth / 2)
  const tickCount = Math.max(3, Math.min(5, Math.round(inner / 27)))
  const picture = trackPicture({ track, runs, view, span, window, buckets, tickCount, smooth })
  const yOf = (position: number) => top + plotInset + (1 - position) * inner
  const rules = picture.ticks.map((tick) => top + plotInset + (offsetOf(picture.scale, tick, inner) ?? 0))
  return [
    ...rules.map(
      (y): Shape => ({ kind: 'line', points: [wordsWidth, y, wordsWidth + plotWidth, y], color: colors.line, width: 1 })
    ),
    ...targetShapes(frame, track, picture, top, inner),
    ...picture.lines.map((line) => lineShape(frame, line, yOf)),
    ...picture.beyond.map(({ at, value, edge }): Shape => {
      const text = `${edge === 'top' ? '▴' : '▾'} ${(track.format ?? readingText)(value)}`
      const y = edge === 'top' ? top + 9 : top + height - 2
      return { kind: 'text', x: wordsWidth + at * plotWidth, y, text, size: 10.5, mono: true, color: colors.ink2 }
    }),
    ...tickShapes(frame, picture, rules),
    ...wordShapes(frame, track, top),
    { kind: 'line', points: [0, top + height, wordsWidth + plotWidth + ticksWidth, top + height], color: colors.line, width: 1 }
  ]
}

function lineShape({ request, window, plotWidth }: PictureFrame, line: PlotLine, yOf: (position: number) => number): Shape {
  const { color, dash } = styleOf(request.colors, line.slot)
  const look = lineLooks[line.role]
  const points = line.points.map((value, i) => {
    if (i % 2 === 1) return yOf(Math.max(0, Math.min(1, value)))
    return wordsWidth + Math.max(0, Math.min(1, (value - window.from) / (window.to - window.from))) * plotWidth
  })
  const ownDash = line.role === 'validation' ? validationDash(line.slot) : line.role === 'smooth' ? dash : []
  const area = look.area === undefined ? {} : { fillTo: yOf(0), fillOpacity: look.area }
  return { kind: 'line', points, color, width: look.width, opacity: look.opacity, dash: ownDash, ...area }
}

function targetShapes(
  { request, plotWidth }: PictureFrame,
  track: Track,
  picture: TrackPicture,
  top: number,
  inner: number
): Shape[] {
  const offset = offsetOf(picture.scale, track.target, inner)
  if (offset === undefined || track.target === undefined) return []
  const y = top + plotInset + offset
  const x = wordsWidth + plotWidth
  const { ink } = request.colors
  return [
    { kind: 'line', points: [wordsWidth, y, x, y], color: ink, width: 1, dash: [2, 2] },
    { kind: 'text', x: x + 8, y: y + 4, text: tickTexts('linear', [track.target])[0], size: 11, mono: true, color: ink }
  ]
}

function tickShapes({ request, plotWidth }: PictureFrame, picture: TrackPicture, rules: number[]): Shape[] {
  return tickTexts(picture.scale.kind, picture.ticks).map((text, i) => ({
    kind: 'text',
    x: wordsWidth + plotWidth + 8,
    y: rules[i] + 4,
    text,
    size: 11,
    mono: true,
    color: request.colors.ink3
  }))
}

function wordShapes({ request, span, smooth }: PictureFrame, track: Track, top: number): Shape[] {
  const { runs, view, colors } = request
  const main = runs[0]
  const detail = [track.detail, scaleKind(track, view) === 'log' && 'log'].filter(Boolean).join(', ')
  const at = main && xOfStep(main, view.axis, view.marker ?? main.train.lastStep)
  const value = main && at !== undefined ? readingAt({ view, span, smooth }, track, main, at).smooth : undefined
  const text = value === undefined ? '' : (track.format ?? readingText)(value)
  return [
    { kind: 'text', x: 16, y: top + 20, text: track.title, size: 12, bold: true, color: colors.ink },
    { kind: 'text', x: 16, y: top + 36, text: detail, size: 11, color: colors.ink2 },
    { kind: 'text', x: 16, y: top + (detail ? 58 : 44), text, size: 18, mono: true, color: colors.ink }
  ]
}

/** Colour and dash of a run's slot. */
export function styleOf(colors: ThemeColors, slot: number): { color: string; dash: number[] } {
  return { color: colors.runs[slot % colors.runs.length], dash: runDash(slot) }
}
