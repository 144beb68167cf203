/**
 * Which array of a file holds the activations, and whether it can: floats of shape [rows, d] or [sequences, positions, d].
 * Used by the inspection and by the reader, so that both mean the same array.
 */
import type { Dtype } from '../../contract/records/basics'
import type { LoupeError } from '../../contract/wire/errors'
import { namedError } from './files/input-file'
import type { ArrayEntry } from './formats/format'

const floats: Dtype[] = ['f16', 'bf16', 'f32', 'f64']

/**
 * The named array, else the largest that can be activations (the first of equals).
 * Throws not-found, unsupported (whole numbers), wrong-shape, empty.
 */
export function chooseArray(arrays: ArrayEntry[], wanted: string | undefined, path: string): ArrayEntry {
  if (arrays.length === 0) {
    throw namedError(
      'unsupported',
      path,
      'holds no array of numbers',
      'Choose a file with activations; this one may be a row table.'
    )
  }
  if (wanted !== undefined && wanted !== '') return usable(namedArray(arrays, wanted, path), path)
  const fitting = arrays.filter((entry) => !problemOf(entry, path))
  if (fitting.length === 0) throw problemOf(arrays.reduce(larger), path)
  return fitting.reduce(larger)
}

/** Rows and width of an array of activations; [sequences, positions, d] counts as sequences · positions rows. */
export function rowsOfShape(shape: number[]): { rows: number; dIn: number } {
  return { rows: elements(shape.slice(0, -1)), dIn: shape[shape.length - 1] }
}

function namedArray(arrays: ArrayEntry[], wanted: string, path: string): ArrayEntry {
  const entry = arrays.find(({ name }) => name === wanted)
  if (entry) return entry
  const names = arrays.map(({ name }) => name).filter((name) => name !== '')
  const hint = names.length > 0 ? `It holds ${names.slice(0, 20).join(', ')}.` : 'Its only array has no name: leave the name out.'
  throw namedError('not-found', path, `has no array “${wanted}”`, hint)
}

function usable(entry: ArrayEntry, path: string): ArrayEntry {
  const problem = problemOf(entry, path)
  if (problem) throw problem
  return entry
}

function problemOf({ name, dtype, shape }: ArrayEntry, path: string): LoupeError | undefined {
  const what = name === '' ? '' : ` in array “${name}”`
  if (!floats.includes(dtype)) {
    const hint = 'Activations are f16, bf16, f32 or f64. Save them as such, or choose another array.'
    return namedError('unsupported', path, `holds numbers of type ${dtype}${what}`, hint)
  }
  if (shape.length !== 2 && shape.length !== 3) {
    const hint = 'Activations are [rows, d] or [sequences, positions, d]: reshape the array, for example with reshape(-1, d).'
    return namedError('wrong-shape', path, `has the shape [${shape.join(', ')}]${what}`, hint)
  }
  if (elements(shape) > 0) return undefined
  return namedError('empty', path, `has no rows: its shape is [${shape.join(', ')}]${what}`, 'Check the script that wrote it.')
}

function larger(a: ArrayEntry, b: ArrayEntry): ArrayEntry {
  return elements(b.shape) > elements(a.shape) ? b : a
}

function elements(shape: number[]): number {
  return shape.reduce((product, size) => product * size, 1)
}
