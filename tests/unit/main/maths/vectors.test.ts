import { expect, it } from 'vitest'
import { elementsOf } from '../../../../main/maths/shape'
import { cosineOf, dot, dotAt, norm, squaredDistance } from '../../../../main/maths/vectors'

it('gives products, norms and distances in float64', () => {
  const [a, b] = [Float32Array.of(2 ** 20, 1, -(2 ** 20)), Float32Array.of(2 ** 20, 3, 2 ** 20)]
  // In f32 the 3 between the large terms would be lost.
  expect([dot(a, b), dotAt(Float32Array.of(7, 7, 3, 4), 2, [3, 4])]).toEqual([3, 25])
  expect([norm([3, 4]), squaredDistance([1, 2], Float64Array.of(4, -2))]).toEqual([5, 25])
})

it('has a cosine between −1 and 1, and none of a vector that is zero', () => {
  expect(cosineOf([1, 1], [2, 2])).toBeCloseTo(1, 15)
  expect(cosineOf([0.1, 0.2, 0.3], [-0.1, -0.2, -0.3])).toBeGreaterThanOrEqual(-1)
  expect(cosineOf([0, 0], [1, 2])).toBeUndefined()
})

it('counts the numbers of a shape; one by itself is one', () => {
  expect([elementsOf([3, 4, 5]), elementsOf([]), elementsOf([7, 0])]).toEqual([60, 1, 0])
})
