/** What the plane is told: a dot for each run, with the trail that led there. */

export interface PlanePoint {
  id: string
  name: string
  /** L0, above 0. */
  x: number
  /** Explained variance. */
  y: number
  /** Colour, 0–5; null for a run that is not drawn: its dot stays grey. */
  slot: number | null
  form: 'circle' | 'diamond' | 'square'
  /** Points of one edge reconstruct the same thing: only those can be better than each other. */
  edge: string
}

/** Earlier places of a point as pairs x, y, in the order in which it went there. */
export interface PlaneTrail {
  id: string
  slot: number
  points: Float64Array
}

export interface Frame {
  /** px of the plot. */
  width: number
  height: number
}
