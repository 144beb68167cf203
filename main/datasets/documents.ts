/**
 * Documents of rows as ordinal numbers in order of first appearance: from a column of the row table, or from the
 * sequences of a [sequences, positions, d] array.
 */
import type { Cell } from './formats/format'

export class DocumentNumbers {
  private readonly ordinals = new Map<string, number>()

  /** Number of documents so far. */
  get count(): number {
    return this.ordinals.size
  }

  /** Ordinal of a document's cell; −1 for an empty cell. Equal text means the same document wherever its rows lie. */
  of(cell: Cell): number {
    if (cell === null || cell === '') return -1
    const name = String(cell)
    const known = this.ordinals.get(name)
    if (known !== undefined) return known
    this.ordinals.set(name, this.ordinals.size)
    return this.ordinals.size - 1
  }

  /** Names by ordinal. */
  names(): string[] {
    return [...this.ordinals.keys()]
  }
}

/** Sequence and position of a row of a [sequences, positions, …] array. */
export function placeInShape(shape: number[], row: number): { sequence: number; position: number } {
  const positions = shape.length > 2 ? shape[1] : 1
  return { sequence: Math.floor(row / positions), position: row % positions }
}
