/** Where the points of a projection lie. Pure; px. */

export interface PointSpace {
  width: number
  height: number
  /** Kept free at the edges. */
  margin: number
}

export interface Placed {
  /** x and y of each point, one after the other. */
  points: Float32Array
  /** Where 0 lies on both axes. */
  origin: { x: number; y: number }
}

/** One scale for both axes, so that shapes are true; the middle of the bulk in the middle, y upwards. Points far outside stay at the edge. */
export function placePoints(x: readonly number[], y: readonly number[], space: PointSpace): Placed {
  const { width, height, margin } = space
  const [fromX, toX] = bulk(x)
  const [fromY, toY] = bulk(y)
  const room = { x: Math.max(width - 2 * margin, 1), y: Math.max(height - 2 * margin, 1) }
  const scale = Math.min(room.x / (toX - fromX || 1), room.y / (toY - fromY || 1))
  const left = (value: number) => width / 2 + (value - (fromX + toX) / 2) * scale
  const top = (value: number) => height / 2 - (value - (fromY + toY) / 2) * scale
  const points = new Float32Array(x.length * 2)
  for (let i = 0; i < x.length; i++) {
    points[2 * i] = clamp(left(x[i]), 1, width - 1)
    points[2 * i + 1] = clamp(top(y[i]), 1, height - 1)
  }
  return { points, origin: { x: left(0), y: top(0) } }
}

/** Where all but two in a thousand of the values lie. */
function bulk(values: readonly number[]): [number, number] {
  if (values.length === 0) return [0, 1]
  const sorted = Float64Array.from(values).sort()
  const cut = Math.floor(values.length * 0.001)
  return [sorted[cut], sorted[sorted.length - 1 - cut]]
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high)
}

/** The point nearest to a place, within `reach`; −1 where there is none. */
export function nearestPoint(points: Float32Array, x: number, y: number, reach: number): number {
  let best = -1
  let least = reach * reach
  for (let i = 0; i * 2 < points.length; i++) {
    const distance = (points[2 * i] - x) ** 2 + (points[2 * i + 1] - y) ** 2
    if (distance > least) continue
    best = i
    least = distance
  }
  return best
}
