/**
 * Entries of a sparse matrix in parts of rows with equally many entries, or nearly so: a batch of small dense products, one for
 * each row of a part, then computes with them. Rows go by falling number of entries, and shorter rows of a part are filled up (the
 * layout is known as sliced ELLPACK).
 */

export interface RowPart {
  /** [c] */
  rows: Int32Array
  /** Columns of their entries, [c, width]; filled up with 0. */
  columns: Int32Array
  width: number
}

export interface EntriesByRow {
  parts: RowPart[]
  /** [n]: where each entry is among the columns of all parts, one after the other. */
  places: Int32Array
}

/** `rows` and `columns` [n] of the entries of a matrix with `rowCount` rows; parts have about `size` entries. */
export function entriesByRow(rows: Int32Array, columns: Int32Array, rowCount: number, size: number): EntriesByRow {
  const { starts, byRow } = groupedByRow(rows, rowCount)
  const countOf = (row: number): number => starts[row + 1] - starts[row]
  const order = byFallingCount(rowCount, countOf)
  const parts: RowPart[] = []
  const places = new Int32Array(rows.length)
  let from = 0
  for (let at = 0; at < rowCount && countOf(order[at]) > 0; ) {
    const width = countOf(order[at])
    const taken = order.subarray(at, at + Math.max(1, Math.floor(size / width))).filter((row) => countOf(row) > 0)
    const part = { rows: taken, width, columns: new Int32Array(taken.length * width) }
    taken.forEach((row, i) => {
      for (let entry = 0; entry < countOf(row); entry += 1) {
        const id = byRow[starts[row] + entry]
        part.columns[i * width + entry] = columns[id]
        places[id] = from + i * width + entry
      }
    })
    parts.push(part)
    from += taken.length * width
    at += taken.length
  }
  return { parts, places }
}

/** Entry ids by row: those of row r are byRow[starts[r]] … byRow[starts[r + 1] − 1]. */
function groupedByRow(rows: Int32Array, rowCount: number): { starts: Int32Array; byRow: Int32Array } {
  const starts = new Int32Array(rowCount + 1)
  for (let i = 0; i < rows.length; i += 1) starts[rows[i] + 1] += 1
  for (let row = 0; row < rowCount; row += 1) starts[row + 1] += starts[row]
  const next = starts.slice(0, rowCount)
  const byRow = new Int32Array(rows.length)
  for (let i = 0; i < rows.length; i += 1) {
    byRow[next[rows[i]]] = i
    next[rows[i]] += 1
  }
  return { starts, byRow }
}

/** Row ids; rows with equally many entries in their own order. */
function byFallingCount(rowCount: number, countOf: (row: number) => number): Int32Array {
  const order = Int32Array.from({ length: rowCount }, (_, row) => row)
  const isSorted = order.every((row) => row === 0 || countOf(row) <= countOf(row - 1))
  return isSorted ? order : order.sort((a, b) => countOf(b) - countOf(a) || a - b)
}
