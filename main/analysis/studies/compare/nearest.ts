/** The greatest numbers of the rows and columns of a matrix, and where they are. */

export interface Nearest {
  features: Uint32Array
  values: Float32Array
}

/** Column and value of the greatest number of each row of `matrix` [rows, columns]; the first of equal ones. */
export function greatestPerRow(matrix: Float32Array, columns: number): Nearest {
  const rows = matrix.length / columns
  const best = { features: new Uint32Array(rows), values: new Float32Array(rows).fill(Number.NEGATIVE_INFINITY) }
  for (let row = 0, at = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1, at += 1) {
      if (matrix[at] <= best.values[row]) continue
      best.values[row] = matrix[at]
      best.features[row] = column
    }
  }
  return best
}

/** Row and value of the greatest number of each column of `matrix` [rows, columns]; the first of equal ones. */
export function greatestPerColumn(matrix: Float32Array, columns: number): Nearest {
  const best = { features: new Uint32Array(columns), values: new Float32Array(columns).fill(Number.NEGATIVE_INFINITY) }
  for (let row = 0, at = 0; at < matrix.length; row += 1) {
    for (let column = 0; column < columns; column += 1, at += 1) {
      if (matrix[at] <= best.values[column]) continue
      best.values[column] = matrix[at]
      best.features[column] = row
    }
  }
  return best
}
