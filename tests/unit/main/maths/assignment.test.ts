import { expect, it } from 'vitest'
import { bestAssignment } from '../../../../main/maths/assignment'
import { createRandom } from '../../../../main/maths/random'

function cost(costs: Float64Array, columns: number, columnOf: ArrayLike<number>): number {
  return Array.from(columnOf).reduce((sum, column, row) => sum + costs[row * columns + column], 0)
}

/** By trying every matching. */
function leastCost(costs: Float64Array, rows: number, columns: number, row = 0, used = 0): number {
  if (row === rows) return 0
  let least = Number.POSITIVE_INFINITY
  for (let column = 0; column < columns; column += 1) {
    if (used & (1 << column)) continue
    least = Math.min(least, costs[row * columns + column] + leastCost(costs, rows, columns, row + 1, used | (1 << column)))
  }
  return least
}

it('finds the cheapest matching, with columns to spare too', () => {
  const random = createRandom(3)
  for (let trial = 0; trial < 200; trial += 1) {
    const rows = 1 + (trial % 5)
    const columns = rows + (trial % 3)
    const costs = Float64Array.from({ length: rows * columns }, () => Math.round(10 * random.normal()) / 4)
    const columnOf = bestAssignment(costs, rows, columns)
    expect(new Set(columnOf).size).toBe(rows)
    expect(cost(costs, columns, columnOf)).toBeCloseTo(leastCost(costs, rows, columns), 9)
  }
})
