/** The geometry of the plane: its two axes, the Pareto edge, which names fit beside their dots. Pure. */
import { positionOf, type Scale } from '../line-series/scale'
import { linearTicks } from '../line-series/ticks'
import type { Frame, PlanePoint } from './types'

export interface PlaneAxes {
  /** Log, of L0. */
  x: Scale
  /** Linear, of explained variance. */
  y: Scale
  xTicks: number[]
  yTicks: number[]
}

/** Room beyond the outermost dots: a factor of L0, a share of the height. */
const xRoom = 1.6
const yRoom = 0.12
const mostXTicks = 9

/** Axes on which every dot is seen, with L0 in powers of two and explained variance in round steps. */
export function planeAxes(points: readonly PlanePoint[]): PlaneAxes {
  const xs = points.map((point) => point.x).filter((x) => x > 0)
  const ys = points.map((point) => point.y).filter(Number.isFinite)
  const x: Scale = { kind: 'log', low: Math.min(32, ...xs) / xRoom, high: Math.max(32, ...xs) * xRoom }
  const [lowest, highest] = ys.length > 0 ? [Math.min(...ys), Math.max(...ys)] : [0, 1]
  const span = Math.max(0.02, highest - lowest)
  const y: Scale = { kind: 'linear', low: lowest - 2 * yRoom * span, high: Math.min(1, highest + yRoom * span) }
  return { x, y, xTicks: powersOfTwo(x), yTicks: linearTicks(y.low, y.high, 6) }
}

/** Left and top of a place in the plot, px; beyond the edges where the axes do not reach. */
export function placeOf(axes: PlaneAxes, { width, height }: Frame, x: number, y: number): { left: number; top: number } {
  return { left: positionOf(axes.x, x) * width, top: (1 - positionOf(axes.y, y)) * height }
}

/** Those that no other beats with as few active features, by ascending x: more explained costs more features. */
export function paretoEdge(points: readonly PlanePoint[]): PlanePoint[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || b.y - a.y)
  const edge: PlanePoint[] = []
  for (const point of sorted) if (edge.length === 0 || point.y > edge[edge.length - 1].y) edge.push(point)
  return edge
}

/** Points by what they reconstruct, those alone left out: there is nothing to compare them with. */
export function edgesOf(points: readonly PlanePoint[]): { name: string; points: PlanePoint[] }[] {
  const names = [...new Set(points.map((point) => point.edge))]
  const edges = names.map((name) => ({ name, points: paretoEdge(points.filter((point) => point.edge === name)) }))
  return edges.filter((edge) => points.filter((point) => point.edge === edge.name).length > 1)
}

/** The edge as a stair in px: up at each of its points, level to the next, level to the right end. Pairs x, y. */
export function stairOf(edge: readonly PlanePoint[], axes: PlaneAxes, frame: Frame): number[] {
  const stair: number[] = []
  let below = frame.height
  for (const point of edge) {
    const { left, top } = placeOf(axes, frame, point.x, point.y)
    stair.push(left, below, left, top)
    below = top
  }
  stair.push(frame.width, below)
  return stair
}

export interface Label {
  id: string
  name: string
  left: number
  /** The middle of the line of text. */
  top: number
  anchor: 'start' | 'middle' | 'end'
}

const characterWidth = 5.9
const lineHeight = 13
/** From the middle of a dot, the ring around a chosen one included. */
const gap = 12

interface Area {
  left: number
  right: number
  top: number
  bottom: number
}

/** Names of the edges at their right ends, where each of them is level. */
export function edgeNames(points: readonly PlanePoint[], axes: PlaneAxes, frame: Frame): Label[] {
  return edgesOf(points).map(({ name, points: edge }) => {
    const { top } = placeOf(axes, frame, edge[edge.length - 1].x, edge[edge.length - 1].y)
    return { id: name, name, left: frame.width - 4, top: top > 20 ? top - 9 : top + 10, anchor: 'end' }
  })
}

/** Names beside their dots, the first points first; where no place is free, none. What stands there already is left free. */
export function placeLabels(
  points: readonly PlanePoint[],
  axes: PlaneAxes,
  frame: Frame,
  others: readonly Label[] = []
): Label[] {
  const places = points.map((point) => ({ point, ...placeOf(axes, frame, point.x, point.y) }))
  const taken: Area[] = others.map(areaOf)
  for (const { left, top } of places) taken.push({ left: left - 5, right: left + 5, top: top - 5, bottom: top + 5 })
  const labels: Label[] = []
  for (const { point, left, top } of places) {
    const found = candidates(point, left, top).find((label) => {
      const area = areaOf(label)
      return isInside(area, frame) && !taken.some((other) => overlaps(area, other))
    })
    if (!found) continue
    taken.push(areaOf(found))
    labels.push(found)
  }
  return labels
}

/** Where the edge runs level to the right and trails come from below, a name at the left or above is crossed least. */
function candidates({ id, name }: PlanePoint, left: number, top: number): Label[] {
  const at = (x: number, y: number, anchor: Label['anchor']): Label => ({ id, name, left: x, top: y, anchor })
  return [
    at(left - gap, top, 'end'),
    at(left + gap, top - 8, 'start'),
    at(left - gap, top - 8, 'end'),
    at(left + gap, top, 'start'),
    at(left, top - gap - 3, 'middle'),
    at(left + gap, top + 8, 'start'),
    at(left - gap, top + 8, 'end'),
    at(left, top + gap + 3, 'middle')
  ]
}

function areaOf({ name, left, top, anchor }: Label): Area {
  const width = name.length * characterWidth
  const start = anchor === 'start' ? left : anchor === 'end' ? left - width : left - width / 2
  return { left: start, right: start + width, top: top - lineHeight / 2, bottom: top + lineHeight / 2 }
}

function isInside({ left, right, top, bottom }: Area, { width, height }: Frame): boolean {
  return left >= 0 && right <= width && top >= 0 && bottom <= height
}

function overlaps(a: Area, b: Area): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

function powersOfTwo({ low, high }: Scale): number[] {
  const from = Math.ceil(Math.log2(low) - 1e-9)
  const to = Math.floor(Math.log2(high) + 1e-9)
  const every = Math.max(1, Math.ceil((to - from + 1) / mostXTicks))
  const ticks: number[] = []
  for (let power = from; power <= to; power++) if ((power - from) % every === 0) ticks.push(2 ** power)
  return ticks
}
