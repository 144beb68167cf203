/** The plane as a picture to save: the same places as on the screen. */
import { tickTexts } from '../line-series/tick-text'
import type { Picture, Shape } from '../picture/shapes'
import { runDash, type ThemeColors } from '../theme-colors'
import { edgeNames, edgesOf, type Label, placeLabels, placeOf, planeAxes, stairOf } from './plane-layout'
import type { PlanePoint, PlaneTrail } from './types'

export interface PlanePictureRequest {
  title: string
  points: PlanePoint[]
  trails: PlaneTrail[]
  colors: ThemeColors
  width?: number
  height?: number
}

const margins = { left: 64, right: 24, top: 64, bottom: 48 }

export function planePicture({ title, points, trails, colors, width = 900, height = 640 }: PlanePictureRequest): Picture {
  const frame = { width: width - margins.left - margins.right, height: height - margins.top - margins.bottom }
  const axes = planeAxes(points)
  const colorOf = (slot: number | null) => (slot === null ? colors.ink3 : colors.runs[slot % colors.runs.length])
  const at = (x: number, y: number): [number, number] => {
    const { left, top } = placeOf(axes, frame, x, y)
    return [margins.left + left, margins.top + top]
  }
  const bottom = margins.top + frame.height
  const edges = edgeNames(points, axes, frame)
  const shapes: Shape[] = [
    { kind: 'text', x: 16, y: 24, text: title, size: 13, bold: true, color: colors.ink },
    { kind: 'text', x: 16, y: 50, text: 'explained variance', size: 11, color: colors.ink3 },
    { kind: 'text', x: margins.left + frame.width, y: bottom + 36, text: 'L0, log', size: 11, anchor: 'end', color: colors.ink3 },
    ...axes.yTicks.flatMap((tick, i) => {
      const [left, y] = at(axes.x.low, tick)
      const text = tickTexts('linear', axes.yTicks)[i]
      return [
        { kind: 'line', points: [left, y, left + frame.width, y], color: colors.line, width: 1 },
        { kind: 'text', x: left - 8, y: y + 4, text, size: 11, mono: true, anchor: 'end', color: colors.ink3 }
      ] satisfies Shape[]
    }),
    { kind: 'line', points: [margins.left, bottom, margins.left + frame.width, bottom], color: colors.control, width: 1 },
    ...axes.xTicks.map((tick): Shape => {
      const [x] = at(tick, axes.y.low)
      return { kind: 'text', x, y: bottom + 18, text: String(tick), size: 11, mono: true, anchor: 'middle', color: colors.ink3 }
    }),
    ...edgesOf(points).map((edge): Shape => {
      const stair = stairOf(edge.points, axes, frame).map((value, i) => value + (i % 2 === 0 ? margins.left : margins.top))
      return { kind: 'line', points: stair, color: colors.ink2, width: 1, dash: [1.5, 2.5] }
    }),
    ...trails.map((trail): Shape => {
      const places = Array.from({ length: trail.points.length / 2 }, (_, i) => at(trail.points[2 * i], trail.points[2 * i + 1]))
      const inside = places.flatMap(([x, y]) => (y > bottom || y < margins.top ? [Number.NaN, Number.NaN] : [x, y]))
      return { kind: 'line', points: inside, color: colorOf(trail.slot), width: 1.5, dash: runDash(trail.slot), opacity: 0.55 }
    }),
    ...points.map((point): Shape => {
      const [x, y] = at(point.x, point.y)
      if (point.form === 'square')
        return { kind: 'box', x: x - 3.75, y: y - 3.75, width: 7.5, height: 7.5, fill: colorOf(point.slot) }
      return { kind: 'mark', form: point.form, x, y, radius: 4, fill: colorOf(point.slot) }
    }),
    ...nameShapes(edges, colors.ink3),
    ...nameShapes(placeLabels(points, axes, frame, edges), colors.ink)
  ]
  return { title, width, height, background: colors.canvas, shapes }
}

function nameShapes(labels: readonly Label[], color: string): Shape[] {
  return labels.map(({ name, left, top, anchor }) => ({
    kind: 'text',
    x: margins.left + left,
    y: margins.top + top + 4,
    text: name,
    size: 11,
    anchor,
    color
  }))
}
