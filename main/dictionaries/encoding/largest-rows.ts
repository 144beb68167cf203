/** What TopK lets act, taken from the backend as sparse rows: by a threshold per row where that is faster, else by selection. */
import type { SparseRows } from '../../../contract/records/arrays'
import { largestOfRows } from '../../maths/largest-of-rows'
import { sparseRowsFromLargest, sparseRowsFromPlaces } from '../../maths/sparse-rows'
import { largestPerRow } from '../backend/largest'
import { placesOfLargest } from '../backend/largest-places'
import type { Tensor2D } from '../backend/library'

/** The k largest of each row of `matrix` [rows, columns], those above 0; of equal ones any. */
export function largestRows(matrix: Tensor2D, k: number): SparseRows {
  const [rows, columns] = matrix.shape
  const found = placesOfLargest(matrix, k)
  if (found) return largestOfRows(sparseRowsFromPlaces(found.places, found.values, rows, columns), k)
  const largest = largestPerRow(matrix, k)
  const [places, values] = [largest.columns.dataSync() as Int32Array, largest.values.dataSync() as Float32Array]
  return sparseRowsFromLargest(places, values, rows, columns)
}
