import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contrastOf } from '../../../../../main/analysis/explain/contrast'

const postings = (entries: [number, number][]) => ({
  rows: Uint32Array.from(entries, ([row]) => row),
  values: Float32Array.from(entries, ([, value]) => value)
})

describe('two features against each other', () => {
  it('part the rows into those of one and of both, the strongest first', () => {
    const a = postings([
      [1, 2],
      [3, 4],
      [5, 1],
      [9, 4]
    ])
    const b = postings([
      [0, 1],
      [3, 5],
      [5, 10],
      [8, 2]
    ])
    const { onlyA, both, onlyB } = contrastOf(a, b)
    expect([...onlyA.rows]).toEqual([9, 1])
    expect([...onlyB.rows]).toEqual([8, 0])
    // Row 3: all of a, half of b; row 5: a quarter of a, all of b.
    expect([...both.rows]).toEqual([3, 5])
    expect([...both.strength]).toEqual([0.5, 0.25])
  })

  it('hold every row of either once', () => {
    const rows = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 30 }).map((list) => list.sort((x, y) => x - y))
    fc.assert(
      fc.property(rows, rows, (one, other) => {
        const { onlyA, both, onlyB } = contrastOf(postings(one.map((row) => [row, 1])), postings(other.map((row) => [row, 2])))
        const sorted = (part: { rows: Uint32Array }) => [...part.rows].sort((x, y) => x - y)
        expect(sorted(both)).toEqual(one.filter((row) => other.includes(row)))
        expect(sorted(onlyA)).toEqual(one.filter((row) => !other.includes(row)))
        expect(sorted(onlyB)).toEqual(other.filter((row) => !one.includes(row)))
      })
    )
  })
})
