/** The best one-to-one matching of rows to columns: shortest augmenting paths with potentials (Jonker and Volgenant 1987). */

/** Costs of all pairs, [rows, columns] row-major; lower is better. Values have to be finite. */
type Costs = Float32Array | Float64Array

/**
 * Column of each row, [rows], so that the sum of `costs` [rows, columns] (row-major) is smallest; rows ≤ columns.
 * O(rows² · columns).
 */
export function bestAssignment(costs: Costs, rows: number, columns: number): Int32Array {
  const assignment = createAssignment(costs, rows, columns)
  for (let row = 0; row < rows; row += 1) assignment.add(row)
  return assignment.columnOf
}

/** The same row by row, so that a long one can be paused: the best matching of the rows that were added. */
export interface Assignment {
  /** Column of each row, [rows]; −1 for a row that was not added. */
  columnOf: Int32Array
  /** Each row once. */
  add(row: number): void
}

/** An assignment of no rows; rows ≤ columns. */
export function createAssignment(costs: Costs, rows: number, columns: number): Assignment {
  const matching: Matching = {
    costs,
    columns,
    rowPotential: new Float64Array(rows),
    columnPotential: new Float64Array(columns),
    rowOf: new Int32Array(columns).fill(-1),
    columnOf: new Int32Array(rows).fill(-1)
  }
  return { columnOf: matching.columnOf, add: (row) => augment(matching, row) }
}

interface Matching {
  costs: Costs
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
