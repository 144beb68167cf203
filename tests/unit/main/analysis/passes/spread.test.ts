import { expect, it } from 'vitest'
import { createSpreadCounter } from '../../../../../main/analysis/passes/spread'

it('counts the documents of a feature and its rows in the most common one, also where documents come again', () => {
  const spreadOf = createSpreadCounter({ ordinals: Int32Array.of(0, 1, 0, 2, 0, 1, 3), count: 4 })
  expect(spreadOf(Uint32Array.of(0, 1, 2, 4, 6))).toEqual({ documents: 3, mostInOne: 3 })
  // A second feature must not remember the first.
  expect(spreadOf(Uint32Array.of(1, 4, 5))).toEqual({ documents: 2, mostInOne: 2 })
  expect(spreadOf(new Uint32Array(0))).toEqual({ documents: 0, mostInOne: 0 })
})
