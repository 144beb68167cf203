import { describe, expect, it } from 'vitest'
import type { SparseRows } from '../../../../../../contract/records/arrays'
import { RowSample } from '../../../../../../main/analysis/studies/compare/row-sample'

/** Row i has the features 0 … entries − 1, each with the activation `first` + i + 1. */
function rowsOf(count: number, entries: number, first: number): SparseRows {
  const starts = Uint32Array.from({ length: count + 1 }, (_, row) => row * entries)
  const features = Uint32Array.from({ length: count * entries }, (_, i) => i % entries)
  const values = Float32Array.from({ length: count * entries }, (_, i) => first + Math.floor(i / entries) + 1)
  return { count, dSae: 8, starts, features, values }
}

/** Which rows were kept, by the activation of their first entry. */
function kept({ starts, values, count }: SparseRows): number[] {
  return Array.from({ length: count }, (_, row) => values[starts[row]] - 1)
}

describe('RowSample', () => {
  it('keeps all rows of both while they fit', () => {
    const sample = new RowSample(8, 8)
    sample.add(rowsOf(3, 2, 0), rowsOf(3, 1, 0))
    sample.add(rowsOf(2, 2, 3), rowsOf(2, 1, 3))
    const { rows, a, b } = sample.rows()
    expect([rows, kept(a), kept(b)]).toEqual([5, [0, 1, 2, 3, 4], [0, 1, 2, 3, 4]])
    expect([...a.features]).toEqual([0, 1, 0, 1, 0, 1, 0, 1, 0, 1])
  })

  it('thins both evenly when one of them grows too large, whatever the batches', () => {
    for (const size of [1, 7, 100]) {
      const sample = new RowSample(8, 8, 60)
      for (let from = 0; from < 100; from += size) {
        const count = Math.min(size, 100 - from)
        sample.add(rowsOf(count, 1, from), rowsOf(count, 4, from))
      }
      const { rows, a, b } = sample.rows()
      expect(kept(a)).toEqual([0, 8, 16, 24, 32, 40, 48, 56, 64, 72, 80, 88, 96])
      expect(kept(b)).toEqual(kept(a))
      expect(rows).toBe(13)
      expect(b.features.length).toBe(52)
    }
  })

  it('grows beyond its first memory', () => {
    const sample = new RowSample(8, 8)
    sample.add(rowsOf(30_000, 1, 0), rowsOf(30_000, 1, 0))
    expect(kept(sample.rows().b)[29_999]).toBe(29_999)
  })
})
