import { beforeAll, describe, expect, it } from 'vitest'
import { largestPerRow } from '../../../../../main/dictionaries/backend/largest'
import { placesOfLargest } from '../../../../../main/dictionaries/backend/largest-places'
import { scoped, tf } from '../../../../../main/dictionaries/backend/library'
import { startBackend } from '../../../../../main/dictionaries/backend/start'
import { largestOfRows } from '../../../../../main/maths/largest-of-rows'
import { sparseRowsFromLargest, sparseRowsFromPlaces } from '../../../../../main/maths/sparse-rows'
import { randomBatch } from '../made'

const rows = 9

beforeAll(async () => {
  await startBackend()
})

/** The k largest above 0 of each row, by both ways. */
function bothWays(values: Float32Array, columns: number, k: number) {
  return scoped(() => {
    const matrix = tf.tensor2d(values, [rows, columns])
    const all = largestPerRow(matrix, k)
    const [ids, found] = [all.columns.dataSync() as Int32Array, all.values.dataSync() as Float32Array]
    const by = placesOfLargest(matrix, k)
    return {
      byColumns: sparseRowsFromLargest(ids, found, rows, columns),
      byPlaces: by && largestOfRows(sparseRowsFromPlaces(by.places, by.values, rows, columns), k)
    }
  })
}

describe('placesOfLargest', () => {
  // Chunks of 32, 16 and 8 columns; many entries below 0 in the last.
  for (const [columns, k, mean] of [
    [4608, 32, 0],
    [1024, 16, 0],
    [800, 32, 0],
    [2048, 1, 0],
    [4608, 32, -3.5]
  ])
    it(`finds the ${k} largest above 0 of ${columns}, around ${mean}`, () => {
      const values = randomBatch(rows, columns, columns).values.map((value) => value + mean)
      const { byColumns, byPlaces } = bothWays(values, columns, k)
      expect(byPlaces).toEqual(byColumns)
    })

  it('finds the k largest where they lie in one chunk', () => {
    const values = new Float32Array(rows * 4608).fill(0.5)
    for (let row = 0; row < rows; row += 1) for (let i = 0; i < 32; i += 1) values[row * 4608 + 640 + i] = 1 + i
    const { byColumns, byPlaces } = bothWays(values, 4608, 32)
    expect(byPlaces).toEqual(byColumns)
  })

  it('passes over what is no number, and finds what is infinite', () => {
    const values = new Float32Array(rows * 512)
    for (let row = 0; row < rows; row += 1) values.set([Number.NaN, 2, Number.POSITIVE_INFINITY, 1], row * 512 + 40)
    expect(bothWays(values, 512, 2).byPlaces?.values.subarray(0, 2)).toEqual(Float32Array.of(2, Number.POSITIVE_INFINITY))
  })

  it('leaves large k and odd widths to another way', () => {
    expect(scoped(() => placesOfLargest(tf.zeros([2, 4096]), 512))).toBeUndefined()
    expect(scoped(() => placesOfLargest(tf.zeros([2, 1001]), 2))).toBeUndefined()
  })
})
