import { beforeAll, describe, expect, it } from 'vitest'
import { kthLargestPerRow, largestPerRow } from '../../../../../main/dictionaries/backend/largest'
import { scoped, tf } from '../../../../../main/dictionaries/backend/library'
import { startBackend } from '../../../../../main/dictionaries/backend/start'
import { randomBatch } from '../made'

beforeAll(async () => {
  await startBackend()
})

function largest(values: Float32Array, rows: number, columns: number, k: number) {
  return scoped(() => {
    const found = largestPerRow(tf.tensor2d(values, [rows, columns]), k)
    return { values: found.values.dataSync() as Float32Array, columns: found.columns.dataSync() as Int32Array }
  })
}

describe('largestPerRow', () => {
  // One stage: odd widths and large k. Two stages: widths of many chunks.
  for (const [columns, k] of [
    [7, 3],
    [40, 40],
    [512, 4],
    [1024, 32],
    [2048, 1]
  ]) {
    it(`finds the ${k} largest of ${columns}, each with its column`, () => {
      const rows = 9
      const { values } = randomBatch(rows, columns, columns)
      const found = largest(values, rows, columns, k)
      for (let row = 0; row < rows; row += 1) {
        const mine = found.values.subarray(row * k, (row + 1) * k)
        const ids = found.columns.subarray(row * k, (row + 1) * k)
        const sorted = values
          .slice(row * columns, (row + 1) * columns)
          .sort()
          .reverse()
        expect(mine.slice().sort().reverse()).toEqual(sorted.slice(0, k))
        expect(Array.from(ids, (id) => values[row * columns + id])).toEqual([...mine])
        expect(new Set(ids).size).toBe(k)
      }
    })
  }

  it('chooses distinct columns among equal values', () => {
    const found = largest(new Float32Array(2 * 512), 2, 512, 4)
    expect(new Set(found.columns.subarray(0, 4)).size).toBe(4)
  })
})

describe('kthLargestPerRow', () => {
  it('is the k-th of the sorted row', () => {
    const [rows, columns] = [5, 37]
    const { values } = randomBatch(rows, columns, 3)
    for (const k of [1, 2, 20, 37]) {
      const found = tf.tidy(() => kthLargestPerRow(tf.tensor2d(values, [rows, columns]), k))
      const wanted = Array.from({ length: rows }, (_, row) => {
        return values
          .slice(row * columns, (row + 1) * columns)
          .sort()
          .reverse()[k - 1]
      })
      expect(found.shape).toEqual([rows, 1])
      expect([...found.dataSync()]).toEqual(wanted)
    }
  })
})
