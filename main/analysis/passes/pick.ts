/**
 * Picks a few of a feature's rows by greatest key, one per document while there are enough documents, then the rest.
 * The key decides what is picked: the activation gives top examples, a random priority gives a random sample.
 */
import type { DocumentMap } from './document-map'

export interface Candidates {
  /** Row ids of the feature's postings. */
  rows: Uint32Array
  /** Key of each posting; greater comes first, equal keys by lower row. */
  keys: Float32Array | Uint32Array
  /** Positions in the postings to pick from. */
  positions: Uint32Array
}

export interface Picker {
  /** At most `count` positions: the best row of each document while there are enough, filled up with the next best; greatest key first. */
  onePerDocument(from: Candidates, count: number): number[]
}

/** A picker with scratch memory for the documents (8 bytes each), to be used for all features. */
export function createPicker(documents: DocumentMap): Picker {
  const bestOf = new Uint32Array(documents.count)
  const seenIn = new Uint32Array(documents.count)
  let round = 0

  function bestOfEachDocument(from: Candidates): number[] {
    round += 1
    const found: number[] = []
    for (const position of from.positions) {
      const document = documents.ordinals[from.rows[position]]
      if (seenIn[document] !== round) {
        seenIn[document] = round
        bestOf[document] = position
        found.push(document)
      } else if (precedes(from, position, bestOf[document])) bestOf[document] = position
    }
    return found.map((document) => bestOf[document])
  }

  function onePerDocument(from: Candidates, count: number): number[] {
    const chosen = greatestOf(from, bestOfEachDocument(from), count)
    if (chosen.length >= Math.min(count, from.positions.length)) return chosen
    const taken = new Set(chosen)
    const others = from.positions.filter((position) => !taken.has(position))
    const filled = chosen.concat(greatestOf(from, others, count - chosen.length))
    return filled.sort((a, b) => (precedes(from, a, b) ? -1 : 1))
  }

  return { onePerDocument }
}

/** Keeps a short ordered list while going once through the positions. */
export function greatestOf(from: Candidates, positions: ArrayLike<number>, count: number): number[] {
  const kept: number[] = []
  for (let i = 0; i < positions.length; i += 1) {
    const position = positions[i]
    if (kept.length === count && !precedes(from, position, kept[count - 1])) continue
    let at = kept.length === count ? count - 1 : kept.length
    for (; at > 0 && precedes(from, position, kept[at - 1]); at -= 1) kept[at] = kept[at - 1]
    kept[at] = position
  }
  return kept
}

function precedes(from: Candidates, a: number, b: number): boolean {
  const difference = from.keys[a] - from.keys[b]
  return difference > 0 || (difference === 0 && from.rows[a] < from.rows[b])
}
