/**
 * A picture as a list of shapes: what charts are saved and copied as. Colours are resolved values, lengths px.
 * svg.ts writes it as text, png.ts paints the same shapes.
 */

interface Line {
  kind: 'line'
  /** Pairs x, y; NaN makes a gap. */
  points: ArrayLike<number>
  color: string
  width: number
  /** Lengths of dash and gap. */
  dash?: readonly number[]
  opacity?: number
  /** Fills down to this y. */
  fillTo?: number
  fillOpacity?: number
}

interface Text {
  kind: 'text'
  x: number
  /** The baseline. */
  y: number
  text: string
  size: number
  color: string
  mono?: boolean
  bold?: boolean
  anchor?: 'start' | 'middle' | 'end'
  /** Degrees clockwise around its place. */
  turn?: number
}

interface Box {
  kind: 'box'
  x: number
  y: number
  width: number
  height: number
  fill?: string
  stroke?: string
  dash?: readonly number[]
  opacity?: number
}

interface Mark {
  kind: 'mark'
  form: 'circle' | 'diamond'
  x: number
  y: number
  radius: number
  fill?: string
  stroke?: string
}

export type Shape = Line | Text | Box | Mark

export interface Picture {
  /** Said for those who can not see it, and the name of the file. */
  title: string
  width: number
  height: number
  background: string
  shapes: Shape[]
}

/** Parts of a line between its gaps: x, y pairs. */
export function partsOf(points: ArrayLike<number>): [number, number][][] {
  const parts: [number, number][][] = []
  let part: [number, number][] = []
  for (let i = 0; i + 1 < points.length; i += 2) {
    if (Number.isFinite(points[i]) && Number.isFinite(points[i + 1])) part.push([points[i], points[i + 1]])
    else if (part.length > 0) {
      parts.push(part)
      part = []
    }
  }
  if (part.length > 0) parts.push(part)
  return parts
}

/** Corners of a mark that is not round. */
export function diamondCorners(x: number, y: number, radius: number): [number, number][] {
  const far = radius * 1.25
  return [
    [x, y - far],
    [x + far, y],
    [x, y + far],
    [x - far, y]
  ]
}
