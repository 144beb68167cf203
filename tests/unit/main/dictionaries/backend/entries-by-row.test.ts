import { expect, it } from 'vitest'
import { entriesByRow } from '../../../../../main/dictionaries/backend/entries-by-row'

/** Entries of six rows with 2, 0, 3, 1, 3 and 1 entries, in the order of columns. */
const rows = Int32Array.of(2, 4, 0, 2, 5, 4, 3, 0, 2, 4)
const columns = Int32Array.of(0, 0, 1, 2, 2, 3, 5, 6, 7, 7)

it('puts rows with as many entries together, filled up to the longest', () => {
  const { parts } = entriesByRow(rows, columns, 6, 7)
  expect(parts.map((part) => [...part.rows])).toEqual([
    [2, 4],
    [0, 3, 5]
  ])
  expect(parts.map(({ width }) => width)).toEqual([3, 2])
  expect([...parts[0].columns]).toEqual([0, 2, 7, 0, 3, 7])
  expect([...parts[1].columns]).toEqual([1, 6, 5, 0, 2, 0])
})

it('knows where each entry went, whatever the size of the parts', () => {
  for (const size of [1, 2, 3, 7, 100]) {
    const { parts, places } = entriesByRow(rows, columns, 6, size)
    const all = parts.flatMap((part) => [...part.columns])
    expect(Array.from(places, (place) => all[place])).toEqual([...columns])
    expect(new Set(places).size).toBe(rows.length)
  }
})

it('leaves rows in their order where all have as many entries, and knows none', () => {
  const { parts, places } = entriesByRow(Int32Array.of(0, 1, 0, 1), Int32Array.of(0, 1, 2, 3), 2, 100)
  expect([...parts[0].rows]).toEqual([0, 1])
  expect([...places]).toEqual([0, 2, 1, 3])
  expect(entriesByRow(new Int32Array(0), new Int32Array(0), 3, 4).parts).toEqual([])
})
