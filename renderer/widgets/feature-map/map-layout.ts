/** The arithmetic of the map: places in px, the nearest point, points inside a drawn line, the next point in a direction. Pure. */

export interface MapFrame {
  width: number
  height: number
}

/** px kept free at the edges, for rings. */
const padding = 14

/** Places of all points in px, [n × 2], in equal scale on both axes and centered; NaN stays NaN. */
export function placesOf(positions: Float32Array, { width, height }: MapFrame): Float32Array {
  const box = boundsOf(positions)
  const room = { x: Math.max(1, width - 2 * padding), y: Math.max(1, height - 2 * padding) }
  const scale = Math.min(room.x / (box.right - box.left || 1), room.y / (box.bottom - box.top || 1))
  const places = new Float32Array(positions.length)
  for (let i = 0; i < positions.length; i += 2) {
    places[i] = width / 2 + (positions[i] - (box.left + box.right) / 2) * scale
    places[i + 1] = height / 2 + (positions[i + 1] - (box.top + box.bottom) / 2) * scale
  }
  return places
}

function boundsOf(positions: Float32Array): { left: number; right: number; top: number; bottom: number } {
  const box = {
    left: Number.POSITIVE_INFINITY,
    right: Number.NEGATIVE_INFINITY,
    top: Number.POSITIVE_INFINITY,
    bottom: Number.NEGATIVE_INFINITY
  }
  for (let i = 0; i < positions.length; i += 2) {
    const [x, y] = [positions[i], positions[i + 1]]
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue
    box.left = Math.min(box.left, x)
    box.right = Math.max(box.right, x)
    box.top = Math.min(box.top, y)
    box.bottom = Math.max(box.bottom, y)
  }
  return box
}

/** The point nearest to a place, no farther than `reach` px; undefined where there is none. */
export function nearestPoint(places: Float32Array, x: number, y: number, reach: number): number | undefined {
  let nearest: number | undefined
  let least = reach * reach
  for (let i = 0; i < places.length; i += 2) {
    const far = (places[i] - x) ** 2 + (places[i + 1] - y) ** 2
    if (far > least) continue
    least = far
    nearest = i / 2
  }
  return nearest
}

/** Points inside a closed line (x, y pairs), by the even-odd rule. */
export function pointsInside(places: Float32Array, line: readonly number[]): number[] {
  const inside: number[] = []
  for (let point = 0; point < places.length / 2; point++)
    if (isInside(places[2 * point], places[2 * point + 1], line)) inside.push(point)
  return inside
}

function isInside(x: number, y: number, line: readonly number[]): boolean {
  let odd = false
  for (let i = 0, before = line.length - 2; i < line.length; before = i, i += 2) {
    const [ax, ay, bx, by] = [line[i], line[i + 1], line[before], line[before + 1]]
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) odd = !odd
  }
  return odd
}

export type Direction = 'left' | 'right' | 'up' | 'down'

const steps: Record<Direction, [number, number]> = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] }

/** The point that an arrow key goes to: near, and within 45° of the direction. */
export function pointTowards(places: Float32Array, from: number, direction: Direction): number | undefined {
  const [sx, sy] = steps[direction]
  let best: number | undefined
  let least = Number.POSITIVE_INFINITY
  for (let point = 0; point < places.length / 2; point++) {
    const dx = places[2 * point] - places[2 * from]
    const dy = places[2 * point + 1] - places[2 * from + 1]
    const along = dx * sx + dy * sy
    const aside = Math.abs(dx * sy) + Math.abs(dy * sx)
    if (point === from || along <= 0 || aside > along) continue
    const far = along + 2 * aside
    if (far >= least) continue
    least = far
    best = point
  }
  return best
}
