/** The tracks of a labeling as shapes: on the screen and in files the same. Pure. */
import type { TimelineDay } from '../../../contract/records/timeline'
import { ticksOf } from '../../widgets/line-series/ticks'
import type { Picture, Shape } from '../../widgets/picture/shapes'
import type { ThemeColors } from '../../widgets/theme-colors'
import { type ProgressTrack, timeOf, tracksOf } from './progress-tracks'

export interface ProgressPictureRequest {
  title: string
  days: readonly TimelineDay[]
  /** Place among the days of the marker. */
  marker: number
  colors: ThemeColors
  width: number
}

const edge = { left: 180, right: 64, top: 12, bottom: 30 }
const trackHeight = 132
const gap = 18
/** Of the second line of a track; the first is solid. */
const dash = [6, 3]
/** Days whose names fit beside each other. */
const dateWidth = 84

export function progressPicture({ title, days, marker, colors, width }: ProgressPictureRequest): Picture {
  const tracks = tracksOf(days)
  const times = days.map(timeOf)
  const [first, last] = [times[0] ?? 0, times.at(-1) ?? 0]
  const plotWidth = Math.max(40, width - edge.left - edge.right)
  const xOf = (time: number) => edge.left + (last > first ? (time - first) / (last - first) : 0.5) * plotWidth
  const height = edge.top + tracks.length * (trackHeight + gap) - gap + edge.bottom
  const shapes = tracks.flatMap((track, place) => {
    const top = edge.top + place * (trackHeight + gap)
    return trackShapes(track, { days, marker, top, xs: times.map(xOf), right: edge.left + plotWidth, colors })
  })
  const bottom = height - edge.bottom
  const x = xOf(times[marker] ?? first)
  return {
    title,
    width,
    height,
    background: colors.canvas,
    shapes: [
      ...shapes,
      { kind: 'line', points: [x, edge.top, x, bottom], color: colors.ink2, width: 1, dash: [4, 3] },
      ...dateShapes(days, times.map(xOf), bottom, colors)
    ]
  }
}

interface TrackPlace {
  days: readonly TimelineDay[]
  marker: number
  top: number
  /** Of each day. */
  xs: readonly number[]
  right: number
  colors: ThemeColors
}

function trackShapes(track: ProgressTrack, { days, marker, top, xs, right, colors }: TrackPlace): Shape[] {
  const bottom = top + trackHeight
  const yOf = (value: number) => bottom - (value / track.high) * (trackHeight - 8)
  const ticks = ticksOf({ kind: 'linear', low: 0, high: track.high }, 3).filter(
    (tick) => Number.isInteger(tick) || track.high <= 1
  )
  const rules = ticks.flatMap((tick): Shape[] => [
    {
      kind: 'line',
      points: [edge.left, yOf(tick), right, yOf(tick)],
      color: tick === 0 ? colors.control : colors.line,
      width: 1
    },
    { kind: 'text', x: right + 8, y: yOf(tick) + 4, text: track.tickOf(tick), size: 11, mono: true, color: colors.ink3 }
  ])
  const lines = track.lines.flatMap(({ name, at }, line): Shape[] => {
    const color = colors.runs[line]
    const style = line === 0 ? {} : { dash }
    const points = days.flatMap((_, place) => stair(xs, place, days.map(at), yOf))
    const legendY = top + 44 + line * 36
    const now = days[marker] && at(days[marker])
    return [
      { kind: 'line', points, color, width: 1.5, ...style },
      ...days.flatMap((day, place): Shape[] => {
        const value = at(day)
        const isMarked = place === marker
        if (value === undefined || (!isMarked && days.length > 40)) return []
        const fill = isMarked ? { fill: colors.canvas, stroke: color } : { fill: color }
        return [{ kind: 'mark', form: 'circle', x: xs[place], y: yOf(value), radius: isMarked ? 4 : 2, ...fill }]
      }),
      { kind: 'line', points: [16, legendY - 4, 36, legendY - 4], color, width: 1.5, ...style },
      { kind: 'text', x: 44, y: legendY, text: name, size: 11, color: colors.ink2 },
      { kind: 'text', x: 44, y: legendY + 18, text: track.textOf(now), size: 14, mono: true, color: colors.ink }
    ]
  })
  return [{ kind: 'text', x: 16, y: top + 14, text: track.name, size: 12, bold: true, color: colors.ink }, ...rules, ...lines]
}

/** A count stays until the next day that changes it. */
function stair(
  xs: readonly number[],
  place: number,
  values: readonly (number | undefined)[],
  yOf: (value: number) => number
): number[] {
  const value = values[place]
  if (value === undefined) return [Number.NaN, Number.NaN]
  const before = values[place - 1]
  const corner = before === undefined ? [] : [xs[place], yOf(before)]
  return [...corner, xs[place], yOf(value)]
}

/** As many dates as fit, the first and the last among them. */
function dateShapes(days: readonly TimelineDay[], xs: readonly number[], bottom: number, colors: ThemeColors): Shape[] {
  let free = Number.POSITIVE_INFINITY
  const shapes: Shape[] = []
  for (let place = days.length - 1; place >= 0; place -= 1) {
    if (xs[place] > free) continue
    if (place > 0 && xs[place] - dateWidth < xs[0]) continue
    shapes.push({
      kind: 'text',
      x: xs[place],
      y: bottom + 18,
      text: days[place].day,
      size: 11,
      mono: true,
      anchor: 'middle',
      color: colors.ink3
    })
    free = xs[place] - dateWidth
  }
  return shapes
}
