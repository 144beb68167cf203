/** Distances between the rows of a matrix. */

/** [n, n] f32: 1 − cosine, 0 … 2, of the rows of `matrix` [n, width]. A row of zeros is at distance 1 from all others. */
export function cosineDistances(matrix: Float32Array, n: number, width: number): Float32Array {
  const unit = unitRows(matrix, n, width)
  const distances = new Float32Array(n * n)
  for (let a = 0; a < n; a += 1) {
    for (let b = a + 1; b < n; b += 1) {
      const distance = 1 - dot(unit, a * width, b * width, width)
      distances[a * n + b] = distance
      distances[b * n + a] = distance
    }
  }
  return distances
}

/** A copy with each row of [n, width] at length 1; rows of zeros stay. */
export function unitRows(matrix: Float32Array, n: number, width: number): Float32Array {
  const unit = matrix.slice()
  for (let row = 0; row < n; row += 1) {
    let squares = 0
    for (let i = row * width; i < (row + 1) * width; i += 1) squares += matrix[i] * matrix[i]
    if (squares === 0) continue
    const factor = 1 / Math.sqrt(squares)
    for (let i = row * width; i < (row + 1) * width; i += 1) unit[i] *= factor
  }
  return unit
}

function dot(values: Float32Array, a: number, b: number, width: number): number {
  let sum = 0
  for (let i = 0; i < width; i += 1) sum += values[a + i] * values[b + i]
  return sum
}
