/** Which card lies beside another in a grid that wraps. Pure geometry on boxes. */

export type Direction = 'up' | 'down' | 'left' | 'right'

export interface Box {
  left: number
  top: number
}

/** Left and right walk the reading order; up and down go to the nearest card of the next line, or stay. */
export function neighborOf(boxes: readonly Box[], from: number, direction: Direction): number {
  if (direction === 'left') return Math.max(from - 1, 0)
  if (direction === 'right') return Math.min(from + 1, boxes.length - 1)
  const here = boxes[from]
  const sign = direction === 'down' ? 1 : -1
  const beyond = boxes.map((box, index) => ({ box, index })).filter(({ box }) => (box.top - here.top) * sign > 1)
  if (beyond.length === 0) return from
  const line = Math.min(...beyond.map(({ box }) => (box.top - here.top) * sign))
  const onLine = beyond.filter(({ box }) => (box.top - here.top) * sign < line + 1)
  const distance = ({ box }: { box: Box }) => Math.abs(box.left - here.left)
  return onLine.reduce((best, other) => (distance(other) < distance(best) ? other : best)).index
}
