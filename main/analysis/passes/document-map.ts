/**
 * Which document each row belongs to, for examples that do not all come from one text. 4 bytes per row.
 */
import { breathe } from './breathe'

/** Rows without a document are documents of their own, so every row has an ordinal 0 ≤ ordinal < `count`. */
export interface DocumentMap {
  /** [rows] ordinals. */
  ordinals: Int32Array
  count: number
}

/** Rows asked for at a time. */
const blockRows = 65_536

/** Reads the documents of the rows 0 … `rows` − 1; −1 means that a row has none. */
export async function readDocumentMap(
  rows: number,
  documentsOf: (from: number, to: number) => Promise<Int32Array>,
  signal: AbortSignal
): Promise<DocumentMap> {
  // Shared by the threads that work facts out.
  const ordinals = new Int32Array(new SharedArrayBuffer(4 * rows))
  for (let from = 0; from < rows; from += blockRows) {
    await breathe(signal)
    ordinals.set(await documentsOf(from, Math.min(from + blockRows, rows)), from)
  }
  return numbered(ordinals)
}

/** Numbers the rows without a document behind the documents. */
function numbered(ordinals: Int32Array): DocumentMap {
  let count = 0
  for (const ordinal of ordinals) if (ordinal >= count) count = ordinal + 1
  for (let row = 0; row < ordinals.length; row += 1) {
    if (ordinals[row] < 0) {
      ordinals[row] = count
      count += 1
    }
  }
  return { ordinals, count }
}
