/** A stretch of activations between two handles. Pure. */

export interface Range {
  from: number
  to: number
}

/** One end at a new value: inside 0 … max, and never past the other end. */
export function movedRange(range: Range, end: 'from' | 'to', value: number, max: number): Range {
  if (end === 'from') return { ...range, from: Math.max(0, Math.min(value, range.to)) }
  return { ...range, to: Math.min(max, Math.max(value, range.from)) }
}
