/** Dictionaries that others wrote, with what their libraries or formulas compute on the same rows. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Batch, SparseRows } from '../../../../../contract/records/arrays'
import { tensorsFromSafetensors } from '../../../../../main/codecs/safetensors'

const fixtures = join(import.meta.dirname, '../../../../fixtures')

export interface Golden {
  name: string
  /** Folder of the weights. */
  path: string
  batch: Batch
  /** [rows, d_sae] and [rows, d_out] */
  acts: Float32Array
  recon: Float32Array
}

/** Written by the real libraries, or in layouts and versions that no library at hand writes (bench/peers/make-fixtures). */
export function goldenDictionaries(): Golden[] {
  return ['golden', 'library-dictionaries', 'dictionary-formats'].flatMap((set) => {
    const folder = join(fixtures, set)
    const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    return names.map(({ name }) => goldenIn(name, innermost(join(folder, name))))
  })
}

export function goldenNamed(name: string): Golden {
  return goldenDictionaries().find((each) => each.name === name) as Golden
}

function innermost(folder: string): string {
  if (existsSync(join(folder, 'expected.safetensors'))) return folder
  return innermost(join(folder, readdirSync(folder)[0]))
}

function goldenIn(name: string, path: string): Golden {
  const { tensors } = tensorsFromSafetensors(readFileSync(join(path, 'expected.safetensors')))
  const [count, dIn] = tensors.x.shape
  const rows = Uint32Array.from({ length: count }, (_, row) => row)
  return { name, path, batch: { count, dIn, values: tensors.x.data, rows }, acts: tensors.acts.data, recon: tensors.recon.data }
}

export function denseRows(sparse: SparseRows): Float32Array {
  const dense = new Float32Array(sparse.count * sparse.dSae)
  for (let row = 0; row < sparse.count; row += 1) {
    for (let at = sparse.starts[row]; at < sparse.starts[row + 1]; at += 1) {
      dense[row * sparse.dSae + sparse.features[at]] = sparse.values[at]
    }
  }
  return dense
}

/** NaN where lengths differ, so that no comparison passes. */
export function greatestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.NaN
  return Array.from(a).reduce((greatest: number, value, i) => Math.max(greatest, Math.abs(value - b[i])), 0)
}
