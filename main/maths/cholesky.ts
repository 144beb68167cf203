/** Linear equations with a symmetric positive definite matrix, by its Cholesky factor. For small matrices. */

/** x [n] with A x = b, A [n, n] row-major; undefined when A is not positive definite. A and b stay as they are. */
export function solvePositive(a: Float64Array, b: Float64Array): Float64Array | undefined {
  const n = b.length
  const lower = choleskyFactor(a, n)
  if (!lower) return undefined
  const x = b.slice()
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < i; j += 1) x[i] -= lower[i * n + j] * x[j]
    x[i] /= lower[i * n + i]
  }
  for (let i = n - 1; i >= 0; i -= 1) {
    for (let j = i + 1; j < n; j += 1) x[i] -= lower[j * n + i] * x[j]
    x[i] /= lower[i * n + i]
  }
  return x
}

function choleskyFactor(a: Float64Array, n: number): Float64Array | undefined {
  const lower = new Float64Array(n * n)
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = a[i * n + j]
      for (let k = 0; k < j; k += 1) sum -= lower[i * n + k] * lower[j * n + k]
      if (i === j && !(sum > 0)) return undefined
      lower[i * n + j] = i === j ? Math.sqrt(sum) : sum / lower[j * n + j]
    }
  }
  return lower
}
