/**
 * Numbers that tell damaged entries of the activation index: one for each row and each feature, over its ids and its activations.
 * What is read is always the whole of a row or of a feature, so each is held against its own when it is read, at some GB/s
 * (docs/decisions/0014-digests-of-stored-activations.md).
 */
import type { Postings } from '../../../../contract/records/arrays'
import { digestOfWords } from '../../../maths/row-hash'

/** Entries of rows one after the other: those of row i are starts[i] … starts[i+1] − 1. */
interface RowEntries {
  count: number
  starts: Uint32Array
  features: Uint32Array
  values: Float32Array
}

/** One number for each row. */
export function digestsOfRows({ count, starts, features, values }: RowEntries): Uint32Array {
  const bits = bitsOf(values)
  return Uint32Array.from({ length: count }, (_, row) =>
    digestOfEntries(features, bits, starts[row], starts[row + 1] - starts[row])
  )
}

/** Of all rows and activations of a feature. */
export function digestOfPostings({ rows, values }: Postings): number {
  return digestOfEntries(rows, bitsOf(values), 0, rows.length)
}

export function digestOfTable(table: Uint32Array): number {
  return digestOfWords(table, 0, table.length)
}

/** `ids` and `bits` (of activations) are different numbers of the same entries. */
function digestOfEntries(ids: Uint32Array, bits: Uint32Array, from: number, count: number): number {
  const ofIds = digestOfWords(ids, from, count)
  return (Math.imul(ofIds, 31) + digestOfWords(bits, from, count)) >>> 0
}

function bitsOf(values: Float32Array): Uint32Array {
  return new Uint32Array(values.buffer, values.byteOffset, values.length)
}
