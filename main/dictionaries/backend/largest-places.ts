/**
 * Where the k largest entries above 0 of every row lie, on the native backend: for what leaves the backend as sparse rows.
 * Of the chunks of a row, the k with the largest maxima hold k entries that are not below the k-th maximum: so nor are the k
 * largest of the row. What is not below it is a little more than k entries, found as by a threshold (entries-find.ts).
 * CPU ms for 2,048 rows × 4,608 columns, k 32, chunks of 16: 20; by largestPerRow 41.
 */
import { flatPlacesWhere, valuesAtFlat } from './entries-find'
import { kthLargestPerRow } from './largest'
import type { Tensor2D } from './library'
import { isNative, scoped, tf } from './library'

/** Columns per chunk, the best first: longer ones are reduced faster, but let more entries through. */
const chunks = [32, 16, 8]
/** Chunks per entry that is wanted: then there are 1.2 k entries in the mean where large ones lie anywhere. */
const chunksPerEntry = 3
/** Smaller numbers count as 0 in TensorFlow's threads. */
const smallestNormal = 2 ** -126

export interface PlacesOfLargest {
  /** Places in the flattened matrix, ascending: row · columns + column. */
  places: Int32Array
  /** What is there, above 0. */
  values: Float32Array
}

/**
 * All of the k largest entries above 0 of each row of `matrix` [rows, columns], and some of the next ones. Undefined where another
 * way is better: for large k, for widths that do not fall into chunks, and on other backends.
 */
export function placesOfLargest(matrix: Tensor2D, k: number): PlacesOfLargest | undefined {
  const [rows, columns] = matrix.shape
  const chunk = chunks.find((size) => columns % size === 0 && columns / size >= k * chunksPerEntry)
  if (chunk === undefined || !isNative()) return undefined
  return scoped(() => {
    const maxima = matrix.reshape([rows, columns / chunk, chunk]).max(2)
    // A comparison is false where there is no number: the partition needs numbers.
    const positive: Tensor2D = maxima.where(maxima.greater(0), 0)
    const least = tf.maximum(kthLargestPerRow(positive, k), smallestNormal)
    const places = flatPlacesWhere(matrix.greaterEqual(least))
    return { places, values: valuesAtFlat(matrix, places) }
  })
}
