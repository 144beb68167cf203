/**
 * Where a value stands on an axis: 0 at its low end, 1 at its high end.
 * The chart draws these positions, so that lines, rules, rings and text agree to the pixel.
 */

export interface Scale {
  kind: 'linear' | 'log'
  /** Both ends in values; low < high, and low > 0 on a log scale. */
  low: number
  high: number
}

/** Position of a value; outside 0–1 beyond the ends, NaN where the scale has no place for it. */
export function positionOf(scale: Scale, value: number): number {
  if (scale.kind === 'linear') return (value - scale.low) / (scale.high - scale.low)
  if (value <= 0) return Number.NaN
  return (Math.log(value) - Math.log(scale.low)) / (Math.log(scale.high) - Math.log(scale.low))
}

/** The value at a position; the inverse of positionOf. */
export function valueAt(scale: Scale, position: number): number {
  if (scale.kind === 'linear') return scale.low + position * (scale.high - scale.low)
  return Math.exp(Math.log(scale.low) + position * (Math.log(scale.high) - Math.log(scale.low)))
}

/** Replaces every y of flat points by its position; what has no position becomes a gap. */
export function placePoints(points: Float64Array, scale: Scale): Float64Array {
  const placed = new Float64Array(points.length)
  for (let i = 0; i < points.length; i += 2) {
    placed[i] = points[i]
    const position = positionOf(scale, points[i + 1])
    placed[i + 1] = Number.isFinite(position) ? position : Number.NaN
  }
  return placed
}
