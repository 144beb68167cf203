/** Dictionaries that the field's own libraries wrote, with what each library computes on the same rows. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Batch, SparseRows } from '../../../../../contract/records/arrays'
import { tensorsFromSafetensors } from '../../../../../main/codecs/safetensors'

export const goldenFolder = join(import.meta.dirname, '../../../../fixtures/golden')

export interface Golden {
  path: string
  batch: Batch
  /** [rows, d_sae] and [rows, d_out] */
  acts: Float32Array
  recon: Float32Array
}

/** `name`: its folder, with the folders within it. */
export function golden(name: string): Golden {
  const path = join(goldenFolder, name)
  const { tensors } = tensorsFromSafetensors(readFileSync(join(path, 'expected.safetensors')))
  const [count, dIn] = tensors.x.shape
  const rows = Uint32Array.from({ length: count }, (_, row) => row)
  return { path, batch: { count, dIn, values: tensors.x.data, rows }, acts: tensors.acts.data, recon: tensors.recon.data }
}

export function denseRows(sparse: SparseRows): Float32Array {
  const dense = new Float32Array(sparse.count * sparse.dSae)
  for (let row = 0; row < sparse.count; row += 1) {
    for (let at = sparse.starts[row]; at < sparse.starts[row + 1]; at += 1)
      dense[row * sparse.dSae + sparse.features[at]] = sparse.values[at]
  }
  return dense
}

/** NaN where lengths differ, so that no comparison passes. */
export function greatestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.NaN
  return Array.from(a).reduce((greatest: number, value, i) => Math.max(greatest, Math.abs(value - b[i])), 0)
}
