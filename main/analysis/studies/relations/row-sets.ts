/** What co-occurrence is counted in: single rows, or documents. Only rows that the analysis saw count. */
import { leftOut, type StudyRows } from '../material'

export interface RowSets {
  /** [rows of the data set] number of the set, −1 for a row that does not count. */
  of: Int32Array
  count: number
}

/** Each row that the analysis saw is a set. */
export async function singleRows(rows: StudyRows): Promise<RowSets> {
  const of = new Int32Array(rows.rows).fill(-1)
  let count = 0
  const uses = await rows.uses(0, rows.rows)
  for (let row = 0; row < rows.rows; row += 1) {
    if (uses[row] === leftOut) continue
    of[row] = count
    count += 1
  }
  return { of, count }
}

/** All rows of a document are a set; undefined where rows have none. */
export async function documents(rows: StudyRows): Promise<RowSets | undefined> {
  if (!rows.hasDocuments) return undefined
  const [uses, ordinals] = [await rows.uses(0, rows.rows), await rows.documents(0, rows.rows)]
  const of = new Int32Array(rows.rows).fill(-1)
  const numberOf = new Int32Array(rows.documentCount).fill(-1)
  let count = 0
  for (let row = 0; row < rows.rows; row += 1) {
    const ordinal = ordinals[row]
    if (ordinal < 0 || uses[row] === leftOut) continue
    if (numberOf[ordinal] < 0) {
      numberOf[ordinal] = count
      count += 1
    }
    of[row] = numberOf[ordinal]
  }
  return { of, count }
}
