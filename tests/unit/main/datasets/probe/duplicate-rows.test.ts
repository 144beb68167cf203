/** The estimate where there are too many rows to remember all. */
import { expect, it } from 'vitest'
import { DuplicateRows } from '../../../../../main/datasets/probe/duplicate-rows'
import { createRandom } from '../../../../../main/maths/random'

it('estimates from a share of all hashes', () => {
  const random = createRandom(4)
  const rows = 40_000
  const values = new Float32Array(rows * 3)
  for (let row = 0; row < rows; row += 1) {
    if (row % 4 === 3) values.copyWithin(row * 3, (row - 2) * 3, (row - 1) * 3)
    else for (let i = 0; i < 3; i += 1) values[row * 3 + i] = random.normal()
  }
  const duplicates = new DuplicateRows(rows, 3, 5_000)
  for (let start = 0; start < rows; start += 1000) {
    const part = values.subarray(start * 3, (start + 1000) * 3)
    duplicates.add({ start, count: 1000, values: part }, new Float64Array(1000).fill(1))
  }
  const facts = duplicates.facts()
  expect(facts.exact).toBe(false)
  expect(facts.lookedAt).toBeGreaterThan(4_500)
  expect(facts.lookedAt).toBeLessThan(5_500)
  expect(Math.abs(facts.count - 10_000)).toBeLessThan(1_000)
  expect(facts.rows.every((row) => row % 4 === 3)).toBe(true)
})
