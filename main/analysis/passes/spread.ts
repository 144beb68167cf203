/**
 * Over how many documents a feature's active rows spread, and how many of them lie in the most common one.
 */
import type { DocumentMap } from './document-map'

export interface Spread {
  /** Documents with an active row. */
  documents: number
  /** Active rows in the document that has the most. */
  mostInOne: number
}

/** Counts with scratch memory for the documents (8 bytes each), to be used for all features. */
export function createSpreadCounter({ ordinals, count }: DocumentMap): (rows: Uint32Array) => Spread {
  const rowsIn = new Uint32Array(count)
  const seenIn = new Uint32Array(count)
  let round = 0
  return (rows) => {
    round += 1
    const spread: Spread = { documents: 0, mostInOne: 0 }
    for (let i = 0; i < rows.length; i += 1) {
      const document = ordinals[rows[i]]
      if (seenIn[document] !== round) {
        seenIn[document] = round
        rowsIn[document] = 0
        spread.documents += 1
      }
      rowsIn[document] += 1
      if (rowsIn[document] > spread.mostInOne) spread.mostInOne = rowsIn[document]
    }
    return spread
  }
}
