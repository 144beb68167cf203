import { beforeAll, describe, expect, it } from 'vitest'
import { f32Product, f64Eigen, f64Product } from '../../../../../main/dictionaries/backend/float64'
import { scoped, tf } from '../../../../../main/dictionaries/backend/library'
import { startBackend } from '../../../../../main/dictionaries/backend/start'
import { createRandom } from '../../../../../main/maths/random'
import { symmetricEigen } from '../../../../../main/maths/symmetric-eigen'

beforeAll(async () => {
  await startBackend()
})

const random = createRandom(3)
const normals = (count: number): Float32Array => Float32Array.from({ length: count }, () => random.normal())

/** In float64 loops. */
function product(a: Float32Array, b: Float32Array, [m, k, n]: [number, number, number]): Float64Array {
  const result = new Float64Array(m * n)
  for (let i = 0; i < m; i += 1)
    for (let j = 0; j < k; j += 1) for (let c = 0; c < n; c += 1) result[i * n + c] += a[i * k + j] * b[j * n + c]
  return result
}

function nativeTensors(): number {
  return (tf.backend() as unknown as { binding: { getNumOfTensors(): number } }).binding.getNumOfTensors()
}

describe('products', () => {
  it('have float64 sums: large terms that cancel leave the small ones whole', () => {
    const before = nativeTensors()
    const sizes: [number, number, number] = [3, 40, 5]
    const [a, b] = [normals(120).map((value) => 1e4 * value), normals(200)]
    // The last 20 terms of every sum undo the first 20, but for what is added to them.
    for (let i = 0; i < 3; i += 1) for (let j = 0; j < 20; j += 1) a[i * 40 + 20 + j] = -a[i * 40 + j]
    for (let j = 0; j < 20; j += 1) for (let c = 0; c < 5; c += 1) b[(20 + j) * 5 + c] = b[j * 5 + c] + (c + 1) * 2 ** -20
    const expected = product(a, b, sizes)
    f64Product(a, b, ...sizes).forEach((value, at) => {
      expect(value / expected[at]).toBeCloseTo(1, 6)
    })
    expect(nativeTensors()).toBe(before)
  })

  it('of many columns are put together from blocks', () => {
    const n = 8192 + 3
    const [a, b] = [normals(4), normals(2 * n)]
    const expected = product(a, b, [2, 2, n])
    f64Product(a, b, 2, 2, n).forEach((value, at) => {
      expect(Math.abs(value - expected[at])).toBeLessThan(1e-6)
    })
  })

  it('in f32 are products too', () => {
    const [a, b] = [normals(6), normals(12)]
    const found = scoped(() => f32Product(tf.tensor2d(a, [2, 3]), tf.tensor2d(b, [3, 4])).dataSync())
    product(a, b, [2, 3, 4]).forEach((value, at) => {
      expect(found[at]).toBeCloseTo(value, 5)
    })
  })
})

it('eigenvectors are those that rotations find', () => {
  const n = 12
  const rows = normals(20 * n)
  const matrix = Float32Array.from(
    product(
      Float32Array.from({ length: n * 20 }, (_, at) => rows[(at % 20) * n + Math.floor(at / 20)]),
      rows,
      [n, 20, n]
    )
  )
  const [found, expected] = [f64Eigen(matrix, n), symmetricEigen(Float64Array.from(matrix), n)]
  found.values.forEach((value, i) => {
    expect(value / expected.values[i]).toBeCloseTo(1, 5)
    const [a, b] = [found, expected].map(({ vectors }) => vectors.subarray(i * n, (i + 1) * n))
    const cosine = a.reduce((sum, each, at) => sum + each * b[at], 0)
    expect(Math.abs(cosine)).toBeCloseTo(1, 5)
  })
})
