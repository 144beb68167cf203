/** Places in a matrix [rows, columns], and values at them; entries-find.ts finds them, entries.ts computes with them. */

/** In any order, each at most once. */
export interface Places {
  rows: Int32Array
  columns: Int32Array
}

export interface ValuesAt {
  places: Places
  /** One per place. */
  values: Float32Array
}

/** Of parts of the rows, in order, as of the whole; `sizes` are the rows of each part. */
export function ofAllParts(parts: ValuesAt[], sizes: number[]): ValuesAt {
  if (parts.length === 1) return parts[0]
  const count = parts.reduce((sum, { values }) => sum + values.length, 0)
  const places = { rows: new Int32Array(count), columns: new Int32Array(count) }
  const values = new Float32Array(count)
  let [at, firstRow] = [0, 0]
  parts.forEach((part, i) => {
    places.rows.set(firstRow === 0 ? part.places.rows : part.places.rows.map((row) => row + firstRow), at)
    places.columns.set(part.places.columns, at)
    values.set(part.values, at)
    at += part.values.length
    firstRow += sizes[i]
  })
  return { places, values }
}
