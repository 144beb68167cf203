import { expect, it } from 'vitest'
import { rowsOfShape } from '../../../../main/datasets/array-choice'

it.each([
  [[5], 5, 1],
  [[5, 3], 5, 3],
  [[5, 4, 3], 20, 3],
  [[5, 4, 2, 3], 20, 6]
])('an array %j has %d rows of %d: a list is not one wide row', (shape, rows, dIn) => {
  expect(rowsOfShape(shape)).toEqual({ rows, dIn })
})
