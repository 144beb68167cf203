/** Rows spread evenly over a file. */
import { expect, it } from 'vitest'
import { stratifiedRows } from '../../../../main/maths/stratified'

it('takes one row of each stretch, ascending, and the same ones for the same seed', () => {
  const rows = [...stratifiedRows(1003, 100, 7)]
  expect(rows).toHaveLength(100)
  rows.forEach((row, i) => {
    expect(row).toBeGreaterThanOrEqual(Math.floor((i * 1003) / 100))
    expect(row).toBeLessThan(Math.floor(((i + 1) * 1003) / 100))
  })
  expect([...stratifiedRows(1003, 100, 7)]).toEqual(rows)
  expect([...stratifiedRows(1003, 100, 8)]).not.toEqual(rows)
})

it('takes all rows where there are no more', () => {
  expect([...stratifiedRows(5, 9, 1)]).toEqual([0, 1, 2, 3, 4])
  expect([...stratifiedRows(0, 9, 1)]).toEqual([])
})
