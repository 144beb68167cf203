/** Eigenvalues and eigenvectors of a small symmetric matrix. */

export interface EigenPairs {
  /** Descending. */
  values: Float64Array
  /** [n, n]: row i is the unit eigenvector of `values[i]`. */
  vectors: Float64Array
}

/** More are never needed: convergence is quadratic. */
const maxSweeps = 30

/**
 * `matrix` [n, n] f64, symmetric, is overwritten. Cyclic Jacobi rotations (Golub & Van Loan, Matrix Computations, 8.5):
 * exact to rounding and simple; O(n³) per sweep, meant for n up to some hundred.
 */
export function symmetricEigen(matrix: Float64Array, n: number): EigenPairs {
  const vectors = new Float64Array(n * n)
  for (let i = 0; i < n; i += 1) vectors[i * n + i] = 1
  const tolerance = 1e-24 * matrix.reduce((sum, value) => sum + value * value, 0)
  for (let sweep = 0; sweep < maxSweeps && offDiagonal(matrix, n) > tolerance; sweep += 1) {
    for (let p = 0; p < n - 1; p += 1) for (let q = p + 1; q < n; q += 1) rotate(matrix, vectors, n, p, q)
  }
  return sorted(matrix, vectors, n)
}

function offDiagonal(matrix: Float64Array, n: number): number {
  let sum = 0
  for (let p = 0; p < n; p += 1) for (let q = p + 1; q < n; q += 1) sum += matrix[p * n + q] ** 2
  return sum
}

/** Makes entry (p, q) zero. */
function rotate(matrix: Float64Array, vectors: Float64Array, n: number, p: number, q: number): void {
  const off = matrix[p * n + q]
  if (off === 0) return
  const tau = (matrix[q * n + q] - matrix[p * n + p]) / (2 * off)
  const t = (tau < 0 ? -1 : 1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau))
  const c = 1 / Math.sqrt(1 + t * t)
  const s = t * c
  for (let k = 0; k < n; k += 1) turn(matrix, k * n + p, k * n + q, c, s)
  for (let k = 0; k < n; k += 1) turn(matrix, p * n + k, q * n + k, c, s)
  for (let k = 0; k < n; k += 1) turn(vectors, p * n + k, q * n + k, c, s)
}

function turn(values: Float64Array, a: number, b: number, c: number, s: number): void {
  const first = values[a]
  const second = values[b]
  values[a] = c * first - s * second
  values[b] = s * first + c * second
}

function sorted(matrix: Float64Array, vectors: Float64Array, n: number): EigenPairs {
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => matrix[b * n + b] - matrix[a * n + a])
  const rows = new Float64Array(n * n)
  for (const [to, from] of order.entries()) rows.set(vectors.subarray(from * n, (from + 1) * n), to * n)
  return { values: Float64Array.from(order, (i) => matrix[i * n + i]), vectors: rows }
}
