/** The best one-to-one matching of rows to columns: shortest augmenting paths with potentials (Jonker and Volgenant 1987). */

/**
 * Column of each row, [rows], so that the sum of `costs` [rows, columns] (row-major) is smallest; rows ≤ columns.
 * O(rows² · columns).
 */
export function bestAssignment(costs: Float64Array, rows: number, columns: number): Int32Array {
  const rowPotential = new Float64Array(rows)
  const columnPotential = new Float64Array(columns)
  const rowOf = new Int32Array(columns).fill(-1)
  const columnOf = new Int32Array(rows).fill(-1)
  for (let row = 0; row < rows; row += 1) {
    augment({ costs, rows, columns, rowPotential, columnPotential, rowOf, columnOf }, row)
  }
  return columnOf
}

interface Matching {
  costs: Float64Array
  rows: number
  columns: number
  rowPotential: Float64Array
  columnPotential: Float64Array
  rowOf: Int32Array
  columnOf: Int32Array
}

/** Adds `start` to the matching, moving others where that is cheaper. */
function augment(m: Matching, start: number): void {
  const { costs, columns, rowPotential, columnPotential, rowOf, columnOf } = m
  const distance = new Float64Array(columns).fill(Number.POSITIVE_INFINITY)
  const before = new Int32Array(columns).fill(-1)
  const isDone = new Uint8Array(columns)
  const visited: number[] = [start]
  let row = start
  let shortest = 0
  let end = -1
  while (end < 0) {
    let next = -1
    let least = Number.POSITIVE_INFINITY
    for (let column = 0; column < columns; column += 1) {
      if (isDone[column]) continue
      const through = shortest + costs[row * columns + column] - rowPotential[row] - columnPotential[column]
      if (through < distance[column]) {
        distance[column] = through
        before[column] = row
      }
      if (distance[column] < least) {
        least = distance[column]
        next = column
      }
    }
    shortest = least
    isDone[next] = 1
    if (rowOf[next] < 0) end = next
    else {
      row = rowOf[next]
      visited.push(row)
    }
  }
  rowPotential[start] += shortest
  for (const each of visited) if (each !== start) rowPotential[each] += shortest - distance[columnOf[each]]
  for (let column = 0; column < columns; column += 1) if (isDone[column]) columnPotential[column] -= shortest - distance[column]
  for (let column = end; column >= 0; ) {
    const from = before[column]
    const former = columnOf[from]
    rowOf[column] = from
    columnOf[from] = column
    column = from === start ? -1 : former
  }
}
