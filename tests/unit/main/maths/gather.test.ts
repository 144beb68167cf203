/** Copies of rows in a given order, narrow and wide. */
import { expect, it } from 'vitest'
import { gatherRows } from '../../../../main/maths/gather'

it.each([1, 3, 31, 32, 40])('copies rows of width %i', (width) => {
  const source = Float32Array.from({ length: 5 * width }, (_, i) => i)
  const target = new Float32Array(4 * width).fill(-1)
  gatherRows(source, width, Uint32Array.of(9, 4, 0, 2), 1, 3, target, 1)
  const wanted = [-1, 4, 0, 2].flatMap((row) => Array.from({ length: width }, (_, j) => (row < 0 ? -1 : row * width + j)))
  expect([...target]).toEqual(wanted)
})
