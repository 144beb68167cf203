import { expect, it } from 'vitest'
import type { Batch } from '../../../../../../contract/records/arrays'
import { pairedBatches } from '../../../../../../main/analysis/studies/compare/paired-batches'

/** Row n is [n, n + 0.5] (and its target −n); `size` rows a batch. */
async function* source(ids: number[], size: number, hasTargets = false): AsyncGenerator<Batch> {
  for (let from = 0; from < ids.length; from += size) {
    const rows = Uint32Array.from(ids.slice(from, from + size))
    const values = Float32Array.from(Array.from(rows).flatMap((row) => [row, row + 0.5]))
    const batch = { count: rows.length, dIn: 2, values, rows }
    yield hasTargets ? { ...batch, dOut: 1, targets: Float32Array.from(rows, (row) => -row) } : batch
  }
}

it('gives the rows that both have, whatever the batches, with their targets', async () => {
  const [first, second] = [
    [0, 1, 2, 4, 5, 8, 9, 11],
    [1, 3, 4, 5, 6, 7, 8, 11, 12]
  ]
  for (const [size, otherSize] of [
    [1, 3],
    [3, 1],
    [4, 4],
    [100, 2]
  ]) {
    const rows: number[] = []
    for await (const { a, b } of pairedBatches(source(first, size), source(second, otherSize, true))) {
      expect([...b.rows]).toEqual([...a.rows])
      expect([...b.values]).toEqual([...a.values])
      expect([...b.values]).toEqual(Array.from(a.rows).flatMap((row) => [row, row + 0.5]))
      expect(Array.from(b.targets ?? [], (value) => -value)).toEqual([...a.rows])
      expect([a.targets, a.count]).toEqual([undefined, a.rows.length])
      rows.push(...a.rows)
    }
    expect(rows).toEqual([1, 4, 5, 8, 11])
  }
})

it('is empty where they have no row in common', async () => {
  for await (const pair of pairedBatches(source([1, 3], 2), source([0, 2], 2))) expect(pair).toBeUndefined()
})
