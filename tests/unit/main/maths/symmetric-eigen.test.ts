/** Eigenvalues against matrices whose eigenvalues are known. */
import { expect, it } from 'vitest'
import { createRandom } from '../../../../main/maths/random'
import { symmetricEigen } from '../../../../main/maths/symmetric-eigen'

it('finds the eigenvalues of the second-difference matrix: 2 − 2 cos(kπ/(n+1))', () => {
  const n = 12
  const matrix = new Float64Array(n * n)
  for (let i = 0; i < n; i += 1) {
    matrix[i * n + i] = 2
    if (i + 1 < n) matrix[i * n + i + 1] = matrix[(i + 1) * n + i] = -1
  }
  const { values } = symmetricEigen(matrix, n)
  values.forEach((value, i) => {
    expect(value).toBeCloseTo(2 - 2 * Math.cos(((n - i) * Math.PI) / (n + 1)), 12)
  })
})

it('gives orthonormal vectors with A v = λ v, values descending', () => {
  const n = 20
  const random = createRandom(3)
  const matrix = new Float64Array(n * n)
  for (let i = 0; i < n; i += 1) for (let j = 0; j <= i; j += 1) matrix[i * n + j] = matrix[j * n + i] = random.normal()
  const { values, vectors } = symmetricEigen(matrix.slice(), n)
  for (let v = 0; v < n; v += 1) {
    if (v > 0) expect(values[v]).toBeLessThanOrEqual(values[v - 1])
    for (let i = 0; i < n; i += 1) {
      let image = 0
      for (let j = 0; j < n; j += 1) image += matrix[i * n + j] * vectors[v * n + j]
      expect(image).toBeCloseTo(values[v] * vectors[v * n + i], 9)
    }
  }
})

it('leaves a diagonal matrix and one of zeros as they are', () => {
  expect([...symmetricEigen(Float64Array.of(1, 0, 0, 5), 2).values]).toEqual([5, 1])
  expect([...symmetricEigen(new Float64Array(9), 3).values]).toEqual([0, 0, 0])
})
