/** Where an activation stands on the axis of a histogram, and which activation stands at a place. Pure. */
import type { Histogram } from '../../../contract/records/basics'

export interface HistogramAxis {
  max: number
  /** Share of the width, 0–1; what is outside of the axis stands at its end. */
  placeOf(value: number): number
  valueAt(place: number): number
}

/** Linear from the first edge to the last; or by the logarithm, where the first bin also holds all that is weaker. */
export function axisOf({ edges }: Histogram, isLog: boolean): HistogramAxis {
  const [first, max] = [edges[0] ?? 0, edges.at(-1) ?? 0]
  if (!isLog || !(first > 0))
    return {
      max,
      placeOf: (value) => (max > first ? inside((value - first) / (max - first)) : 0),
      valueAt: (place) => first + (max - first) * inside(place)
    }
  const length = Math.log(max / first)
  return {
    max,
    placeOf: (value) => (value > first ? inside(Math.log(value / first) / length) : 0),
    // The left end is that of the first bin, which begins at 0.
    valueAt: (place) => (place <= 0 ? 0 : place >= 1 ? max : first * Math.exp(length * place))
  }
}

/** Powers of ten between the first edge and the last, at least 1. */
export function decadesOf({ edges }: Histogram): number {
  const [first = 0, last = 0] = [edges[0], edges.at(-1)]
  return first > 0 && last > first ? Math.max(1, Math.round(Math.log10(last / first))) : 1
}

function inside(place: number): number {
  return Math.min(1, Math.max(0, place))
}
