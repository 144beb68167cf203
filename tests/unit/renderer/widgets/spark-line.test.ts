/** The path of a word-sized curve. */
import { expect, it } from 'vitest'
import { sparkPath } from '../../../../renderer/widgets/spark-line'

it('goes from edge to edge, the lowest value at the bottom', () => {
  expect(sparkPath([3, 1, 2], 102, 32)).toBe('M1.0 1.0L51.0 31.0L101.0 16.0')
})

it('has a gap where a value is not finite', () => {
  expect(sparkPath([3, Number.NaN, 1, 2], 62, 32)).toBe('M1.0 1.0M41.0 31.0L61.0 16.0')
})

it('is empty for fewer than two values and flat for equal ones', () => {
  expect(sparkPath([1], 10, 10)).toBe('')
  expect(sparkPath([2, 2], 12, 10)).toBe('M1.0 9.0L11.0 9.0')
})
