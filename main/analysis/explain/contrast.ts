/** Two features against each other: rows on which only one fires, and on which both do. */
import type { Postings } from '../../../contract/records/arrays'

/** Rows of one part with what they are ordered by, the strongest first. */
export interface ContrastRows {
  rows: Uint32Array
  strength: Float32Array
}

export interface Contrast {
  onlyA: ContrastRows
  both: ContrastRows
  onlyB: ContrastRows
}

/**
 * Strength is the activation ÷ the feature's largest; of rows on which both fire the smaller of the two, so that the first ones
 * are strong for both. Ties by row.
 */
export function contrastOf(a: Postings, b: Postings): Contrast {
  const scale = { a: 1 / greatest(a.values), b: 1 / greatest(b.values) }
  const parts = { onlyA: emptyPart(), both: emptyPart(), onlyB: emptyPart() }
  let j = 0
  for (let i = 0; i < a.rows.length; i += 1) {
    for (; j < b.rows.length && b.rows[j] < a.rows[i]; j += 1) add(parts.onlyB, b.rows[j], b.values[j] * scale.b)
    const isBoth = j < b.rows.length && b.rows[j] === a.rows[i]
    const own = a.values[i] * scale.a
    if (isBoth) add(parts.both, a.rows[i], Math.min(own, b.values[j++] * scale.b))
    else add(parts.onlyA, a.rows[i], own)
  }
  for (; j < b.rows.length; j += 1) add(parts.onlyB, b.rows[j], b.values[j] * scale.b)
  return { onlyA: strongestFirst(parts.onlyA), both: strongestFirst(parts.both), onlyB: strongestFirst(parts.onlyB) }
}

interface Part {
  rows: number[]
  strength: number[]
}

function emptyPart(): Part {
  return { rows: [], strength: [] }
}

function add(part: Part, row: number, strength: number): void {
  part.rows.push(row)
  part.strength.push(strength)
}

function strongestFirst({ rows, strength }: Part): ContrastRows {
  const order = Uint32Array.from(rows, (_, i) => i).sort((one, other) => strength[other] - strength[one] || one - other)
  return { rows: Uint32Array.from(order, (i) => rows[i]), strength: Float32Array.from(order, (i) => strength[i]) }
}

function greatest(values: Float32Array): number {
  return values.reduce((most, value) => Math.max(most, value), 0) || 1
}
