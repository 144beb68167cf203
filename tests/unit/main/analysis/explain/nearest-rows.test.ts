/** Nearest rows in feature space against all cosines of a dense matrix. */
import { describe, expect, it } from 'vitest'
import { nearestRows, type RowsAndPostings } from '../../../../../main/analysis/explain/nearest-rows'
import { denseActivations, randomProblem } from '../dense'

const [rows, dSae] = [120, 50]
const acts = denseActivations(randomProblem({ seed: 11, rows, dIn: 10, dSae, k: 7 }))
/** A row that no other shares a feature with, and one on which nothing fires. */
acts.push(new Float32Array(dSae + 1).fill(1, dSae), new Float32Array(dSae + 1))
const all = acts.map((row) => Float32Array.from({ length: dSae + 1 }, (_, feature) => row[feature] ?? 0))

function indexOf(dense: Float32Array[]): RowsAndPostings & { read: number[] } {
  const read: number[] = []
  const active = (row: Float32Array) => Uint32Array.from([...row.keys()].filter((feature) => row[feature] > 0))
  const rowsOf = (feature: number) => Uint32Array.from([...dense.keys()].filter((row) => dense[row][feature] > 0))
  return {
    read,
    async postings(feature) {
      read.push(feature)
      const own = rowsOf(feature)
      return { rows: own, values: Float32Array.from(own, (row) => dense[row][feature]) }
    },
    async row(row) {
      const features = active(dense[row])
      return { features, values: Float32Array.from(features, (feature) => dense[row][feature]) }
    },
    activeRows: (feature) => rowsOf(feature).length,
    rowNorms: async () => Float32Array.from(dense, (row) => Math.sqrt(row.reduce((sum, value) => sum + value * value, 0)))
  }
}

function cosines(row: number): { row: number; cosine: number }[] {
  const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, i) => sum + value * b[i], 0)
  return all
    .map((other, i) => ({ row: i, cosine: dot(all[row], other) / Math.sqrt(dot(all[row], all[row]) * dot(other, other)) }))
    .filter((one) => one.row !== row && one.cosine > 0)
    .sort((a, b) => b.cosine - a.cosine || a.row - b.row)
}

describe('the nearest rows in feature space', () => {
  it('have the greatest cosines of all rows', async () => {
    for (const row of [0, 17, 63, 119]) {
      const { rows: found, exact } = await nearestRows(indexOf(all), row, 10)
      const expected = cosines(row).slice(0, 10)
      expect(exact).toBe(true)
      expect(found.map((one) => one.row)).toEqual(expected.map((one) => one.row))
      found.forEach((one, i) => {
        expect(one.cosine).toBeCloseTo(expected[i].cosine, 5)
      })
    }
  })

  it('are none where nothing fires, or nothing that fires elsewhere', async () => {
    expect(await nearestRows(indexOf(all), rows, 10)).toEqual({ rows: [], exact: true })
    expect(await nearestRows(indexOf(all), rows + 1, 10)).toEqual({ rows: [], exact: true })
    expect((await nearestRows(indexOf(all), 0, 0)).rows).toEqual([])
  })

  it('are looked for with bounded work, said so, and measured exactly all the same', async () => {
    const index = indexOf(all)
    const own = await index.row(17)
    const most = Math.max(...own.features.map((feature) => index.activeRows(feature)))
    const { rows: found, exact } = await nearestRows(index, 17, 5, 2 * most)
    expect(exact).toBe(false)
    expect(index.read.length).toBeLessThan(own.features.length)
    expect(index.read.reduce((sum, feature) => sum + index.activeRows(feature), 0)).toBeLessThanOrEqual(2 * most)
    const truth = new Map(cosines(17).map((one) => [one.row, one.cosine]))
    expect(found).toHaveLength(5)
    for (const one of found) expect(one.cosine).toBeCloseTo(truth.get(one.row) as number, 5)
  })
})
