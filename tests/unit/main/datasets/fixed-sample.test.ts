import { describe, expect, it } from 'vitest'
import { fixedSample, rowsWithIds } from '../../../../main/datasets/fixed-sample'

const [train, validation, leftOut] = [0, 1, 2]

/** An index of which only the uses are looked at. */
const indexOf = (rows: number, codeOf: (row: number) => number) => ({
  rows,
  uses: async (from: number, to: number) => Uint8Array.from({ length: to - from }, (_, i) => codeOf(from + i))
})

const usesOf = (rows: Uint32Array, codeOf: (row: number) => number) => {
  const counts = [0, 0, 0]
  for (const row of rows) counts[codeOf(row)] += 1
  return counts
}

describe('a fixed sample', () => {
  it('is of validation rows where there are enough, in stretches from everywhere', async () => {
    const rows = await fixedSample(
      indexOf(200_000, (row) => (Math.floor(row / 1_000) % 10 === 3 ? validation : train)),
      640
    )
    expect(rows).toHaveLength(640)
    expect([...rows].every((row) => Math.floor(row / 1_000) % 10 === 3)).toBe(true)
    expect([...rows]).toEqual([...rows].sort((a, b) => a - b))
    const starts = [...rows].filter((row, i) => rows[i - 1] !== row - 1)
    expect(starts).toHaveLength(10)
    expect([starts[0] < 5_000, starts[9] > 170_000]).toEqual([true, true])
  })

  it('has all validation rows and then training rows where there are few', async () => {
    const codeOf = (row: number) => (row % 100 === 7 ? validation : row % 100 === 8 ? leftOut : train)
    const rows = await fixedSample(indexOf(10_000, codeOf), 1_000)
    expect(usesOf(rows, codeOf)[validation]).toBe(100)
    expect(usesOf(rows, codeOf)[leftOut]).toBe(0)
    expect(rows.length).toBeGreaterThan(900)
    expect(rows.length).toBeLessThanOrEqual(1_000)
  })

  it('is all rows that are used where there are fewer than wanted', async () => {
    const codeOf = (row: number) => (row === 3 ? leftOut : row % 2)
    expect([...(await fixedSample(indexOf(6, codeOf), 100))]).toEqual([0, 1, 2, 4, 5])
    expect(
      await fixedSample(
        indexOf(0, () => train),
        100
      )
    ).toHaveLength(0)
  })

  it('is never larger than wanted, and the same again', async () => {
    for (const most of [1, 63, 64, 65, 1_000]) {
      const index = indexOf(70_001, (row) => (row % 7 === 0 ? validation : train))
      const rows = await fixedSample(index, most)
      expect([rows.length <= most, rows.length > most / 2]).toEqual([true, true])
      expect(await fixedSample(index, most)).toEqual(rows)
    }
  })
})

describe('rows with ids', () => {
  const reader = {
    rows: 100,
    dIn: 2,
    dtype: 'f32' as const,
    shape: [100, 2],
    array: '',
    read: async (start: number, count: number, into = new Float32Array(2 * count)) => {
      for (let i = 0; i < 2 * count; i += 1) into[i] = start + Math.floor(i / 2)
      return into
    },
    close: async () => undefined
  }

  it('are read with their neighbors, clipped as batches are', async () => {
    const ids = Uint32Array.from([3, 4, 5, 50, 99])
    const batch = await rowsWithIds(ids, { reader, outliers: { rule: 'keep', factor: 10 }, medianNorm: 1 })
    expect([...batch.values]).toEqual([3, 3, 4, 4, 5, 5, 50, 50, 99, 99])
    const clipped = await rowsWithIds(ids, { reader, outliers: { rule: 'clip', factor: 10 }, medianNorm: Math.SQRT2 })
    expect([...clipped.values].map(Math.round)).toEqual([3, 3, 4, 4, 5, 5, 10, 10, 10, 10])
  })
})
