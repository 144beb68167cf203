/**
 * Differences between what two encoders make of the same rows.
 */
import type { Batch, SparseRows } from '../../../contract/records/arrays'

export interface RowResults {
  acts: SparseRows
  /** [count, dOut] f32 */
  recon: Float32Array
}

export interface Differences {
  /** Greatest absolute difference of any activation; a feature active in one only counts with its whole activation. */
  acts: number
  /** Greatest absolute difference of any value of a reconstruction. */
  recon: number
}

export function resultsOf(
  encoder: { encode(batch: Batch): SparseRows; reconstruct(batch: Batch): Float32Array },
  batch: Batch
): RowResults {
  return { acts: encoder.encode(batch), recon: encoder.reconstruct(batch) }
}

export function differences(a: RowResults, b: RowResults): Differences {
  return { acts: sparseDifference(a.acts, b.acts), recon: denseDifference(a.recon, b.recon) }
}

/** Greatest magnitude of any number in the results, at least 1: what a relative tolerance is relative to. */
export function scaleOf(results: RowResults): number {
  let greatest = 1
  const entries = results.acts.starts[results.acts.count]
  for (let entry = 0; entry < entries; entry += 1) greatest = Math.max(greatest, Math.abs(results.acts.values[entry]))
  for (const value of results.recon) greatest = Math.max(greatest, Math.abs(value))
  return greatest
}

/** Infinity when lengths differ or a number is NaN: no tolerance lets that pass. */
function denseDifference(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY
  let greatest = 0
  for (let i = 0; i < a.length; i += 1) greatest = larger(greatest, Math.abs(a[i] - b[i]))
  return greatest
}

function sparseDifference(a: SparseRows, b: SparseRows): number {
  if (a.count !== b.count || a.dSae !== b.dSae) return Number.POSITIVE_INFINITY
  let greatest = 0
  for (let row = 0; row < a.count; row += 1) greatest = larger(greatest, rowDifference(rowOf(a, row), rowOf(b, row)))
  return greatest
}

function rowDifference(a: Map<number, number>, b: Map<number, number>): number {
  let greatest = 0
  for (const [feature, value] of a) greatest = larger(greatest, Math.abs(value - (b.get(feature) ?? 0)))
  for (const [feature, value] of b) if (!a.has(feature)) greatest = larger(greatest, Math.abs(value))
  return greatest
}

function rowOf(rows: SparseRows, row: number): Map<number, number> {
  const result = new Map<number, number>()
  for (let entry = rows.starts[row]; entry < rows.starts[row + 1]; entry += 1) {
    result.set(rows.features[entry], rows.values[entry])
  }
  return result
}

function larger(greatest: number, difference: number): number {
  if (Number.isNaN(difference)) return Number.POSITIVE_INFINITY
  return Math.max(greatest, difference)
}
