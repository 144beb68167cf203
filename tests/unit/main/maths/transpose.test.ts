import { expect, it } from 'vitest'
import { transposed } from '../../../../main/maths/transpose'

it('swaps rows and columns, over the edges of blocks too', () => {
  const [rows, columns] = [70, 33]
  const matrix = Float32Array.from({ length: rows * columns }, (_, i) => i)
  const turned = transposed(matrix, rows, columns)
  expect(turned[5 * rows + 69]).toBe(69 * columns + 5)
  expect(turned[32 * rows + 31]).toBe(31 * columns + 32)
  expect(transposed(turned, columns, rows)).toEqual(matrix)
})
