/**
 * Which array of a file holds the activations, and whether it can: numbers of shape [rows, d], [sequences, positions, d] or
 * [sequences, positions, heads, d]. Whole numbers are mostly tokens or labels: they come after floats.
 * Used by the inspection and by the reader, so that both mean the same array.
 */

import type { Dtype } from '../../contract/records/basics'
import type { LoupeError } from '../../contract/wire/errors'
import { elementsOf } from '../maths/shape'
import { namedError } from './files/input-file'
import type { ArrayEntry } from './formats/format'

const floats: Dtype[] = ['f16', 'bf16', 'f32', 'f64']

/** Whether such numbers are activations by themselves; whole numbers are only where nothing else is, or where they are named. */
export function isFloat(dtype: Dtype): boolean {
  return floats.includes(dtype)
}

/**
 * The named array, else the largest of floats that can be activations, else the largest of whole numbers (the first of equals).
 * Throws not-found, unsupported (no array at all), wrong-shape, empty.
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
  if (fitting.length === 0) throw problemOf(preferred(arrays), path)
  return preferred(fitting)
}

/** Rows and width of an array: sequences · positions rows, heads · d wide; a list of ids is rows of one number. */
export function rowsOfShape(shape: number[]): { rows: number; dIn: number } {
  const rowAxes = shape.length === 1 ? 1 : Math.min(shape.length - 1, 2)
  return { rows: elementsOf(shape.slice(0, rowAxes)), dIn: elementsOf(shape.slice(rowAxes)) }
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

function problemOf({ name, shape }: ArrayEntry, path: string): LoupeError | undefined {
  const what = name === '' ? '' : ` in array “${name}”`
  if (shape.length < 2 || shape.length > 4) {
    const hint =
      'Activations are [rows, d], [sequences, positions, d] or [sequences, positions, heads, d]: reshape the array, for example with reshape(-1, d).'
    return namedError('wrong-shape', path, `has the shape [${shape.join(', ')}]${what}`, hint)
  }
  if (elementsOf(shape) > 0) return undefined
  return namedError('empty', path, `has no rows: its shape is [${shape.join(', ')}]${what}`, 'Check the script that wrote it.')
}

/** The largest array of floats; without any, the largest. */
function preferred(arrays: ArrayEntry[]): ArrayEntry {
  const numbers = arrays.filter(({ dtype }) => isFloat(dtype))
  return (numbers.length > 0 ? numbers : arrays).reduce(larger)
}

function larger(a: ArrayEntry, b: ArrayEntry): ArrayEntry {
  return elementsOf(b.shape) > elementsOf(a.shape) ? b : a
}
