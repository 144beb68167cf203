/** Columns of a tabular file as the formats hand them on: one value per row, or a vector (a matrix) of one shape per row. */

import type { Dtype } from '../../../../contract/records/basics'
import { elementsOf } from '../../../maths/shape'
import type { Cell, ImageReader } from '../format'

export interface Columns {
  rows: number
  vectors: VectorColumn[]
  scalars: ScalarColumn[]
  /** Ranges of rows that fit in memory, where rows may be long. */
  ranges?(): Iterable<{ from: number; to: number }>
}

export interface ScalarColumn {
  name: string
  /** Cells of the rows from … to − 1. */
  cells(from: number, to: number): Promise<Cell[]>
  /** Of a column that holds images: `cells` are their paths. */
  image?: ImageReader
}

/** A row holds sizes[0] · sizes[1] · … elements; the elements of all rows are counted on, in row order. */
export interface VectorColumn {
  name: string
  /** Undefined where the elements are no numbers. */
  dtype: Dtype | undefined
  sizes: number[]
  /** Writes elements start … start + count − 1 to `into`. Throws wrong-shape with the first row of another size. */
  read(start: number, count: number, into: Float32Array): Promise<void>
  /** The same elements as cells of a table. */
  cells(start: number, count: number): Promise<Cell[]>
}

/** Elements of one row. */
export function elementsPerRow({ sizes }: Pick<VectorColumn, 'sizes'>): number {
  return elementsOf(sizes)
}
