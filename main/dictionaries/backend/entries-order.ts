/** Places of a sparse matrix in the order that entries.ts keeps them in. */
import type { Places } from './places'

/** Which place comes when in the order of columns, else as they were; a counting sort. */
export function columnOrder({ columns }: Places, columnCount: number): Int32Array {
  const next = new Int32Array(columnCount + 1)
  for (const column of columns) next[column + 1] += 1
  for (let column = 0; column < columnCount; column += 1) next[column + 1] += next[column]
  const order = new Int32Array(columns.length)
  for (let i = 0; i < columns.length; i += 1) {
    order[next[columns[i]]] = i
    next[columns[i]] += 1
  }
  return order
}

/** Values in an order. */
export function picked(values: Int32Array, order: Int32Array): Int32Array {
  const sorted = new Int32Array(order.length)
  for (let i = 0; i < order.length; i += 1) sorted[i] = values[order[i]]
  return sorted
}
