import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { orderByNumbers } from '../../../../../main/store/features/order'

/** The same order by comparing. */
function compared(ids: Uint32Array, column: Float64Array, descending: boolean): number[] {
  return Array.from(ids).sort((a, b) => (descending ? column[b] - column[a] : column[a] - column[b]) || a - b)
}

describe('order by numbers', () => {
  test('equals sorting by comparison, ties by id, in both directions', () => {
    const numbers = fc.array(fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(0, -0, 1, 1, -1)), {
      maxLength: 60
    })
    fc.assert(
      fc.property(numbers, fc.boolean(), fc.infiniteStream(fc.boolean()), (values, descending, keep) => {
        const column = Float64Array.from(values)
        const ids = Uint32Array.from(column.keys()).filter(() => keep.next().value)
        expect(Array.from(orderByNumbers(ids, column, descending))).toEqual(compared(ids, column, descending))
      }),
      { numRuns: 500 }
    )
  })

  test('numbers that differ in their last bits only are told apart, however many they are', () => {
    const column = Float64Array.from({ length: 3000 }, (_, i) => 1 + ((i * 7919) % 1500) * Number.EPSILON + (i % 3))
    const ids = Uint32Array.from(column.keys())
    for (const descending of [true, false])
      expect(Array.from(orderByNumbers(ids, column, descending))).toEqual(compared(ids, column, descending))
  })

  test('nothing stays nothing', () => {
    expect(orderByNumbers(new Uint32Array(0), Float64Array.of(1, 2), true)).toEqual(new Uint32Array(0))
  })
})
