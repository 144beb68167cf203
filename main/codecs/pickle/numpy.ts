/**
 * NumPy's numbers, types and arrays as they lie in pickles (numpy/core/src/multiarray: array_reduce, arraydescr_reduce).
 * Types of Python objects, records and text are refused.
 */

import type { Dtype } from '../../../contract/records/basics'
import { elementsOf } from '../../maths/shape'
import { bytesPerElement, numbersFromBytes, swapBytes } from '../dtypes'
import { plainInteger } from './cursor'
import {
  badPickle,
  type NumpyArrayRecord,
  type NumpyDtypeRecord,
  type PickleValue,
  recordOf,
  refusedPickle,
  shownName,
  wordOf
} from './values'

const dtypes = new Map<string, Dtype>(
  Object.entries({ f2: 'f16', f4: 'f32', f8: 'f64', i1: 'i8', i2: 'i16', i4: 'i32', i8: 'i64' } satisfies Record<string, Dtype>)
)
for (const [code, dtype] of Object.entries({ u1: 'u8', u2: 'u16', u4: 'u32', u8: 'u64', b1: 'bool' } satisfies Record<
  string,
  Dtype
>))
  dtypes.set(code, dtype)

export const numpyCalls: Record<string, (args: PickleValue[]) => PickleValue> = {
  'numpy.dtype': ([code]) => numpyDtype(code),
  'numpy.core.multiarray.scalar': ([dtype, bytes]) => scalar(dtype, bytes),
  // Its class and a first, empty shape; what counts is the state that follows.
  'numpy.core.multiarray._reconstruct': () => blankArray(),
  'numpy.core.numeric._frombuffer': ([bytes, dtype, shape, order]) => arrayFrom(shape, dtype, order === 'F', bytes)
}

/** The content of an array's state: (version, shape, type, Fortran order, bytes). */
export function numpyArray(state: PickleValue): NumpyArrayRecord {
  if (!Array.isArray(state) || state.length < 5) throw badPickle('a NumPy array without its state')
  const [, shape, dtype, fortran, bytes] = state
  return arrayFrom(shape, dtype, fortran === true, bytes)
}

/** The state of a type: its second value is the byte order. */
export function numpyDtypeState(dtype: NumpyDtypeRecord, state: PickleValue): NumpyDtypeRecord {
  if (!Array.isArray(state)) throw badPickle('a NumPy type without its state')
  return { ...dtype, bigEndian: state[1] === '>' }
}

function numpyDtype(code: PickleValue | undefined): NumpyDtypeRecord {
  const dtype = dtypes.get(wordOf(code).replace(/^[<>=|]/, ''))
  if (!dtype) throw refusedPickle(`holds elements of NumPy type “${shownName(wordOf(code))}”, not plain numbers`)
  return { kind: 'numpy-dtype', dtype, bigEndian: wordOf(code).startsWith('>') }
}

function scalar(type: PickleValue | undefined, bytes: PickleValue | undefined): PickleValue {
  const record = recordOf(type, 'numpy-dtype')
  if (!record?.dtype || !(bytes instanceof Uint8Array)) throw badPickle('a NumPy number without its bytes')
  const width = bytesPerElement[record.dtype]
  if (bytes.length !== width) throw badPickle(`a NumPy number of ${bytes.length} bytes`)
  const own = new Uint8Array(bytes)
  if (record.bigEndian) swapBytes(own, width)
  const [number] = numbersFromBytes(own, record.dtype)
  if (record.dtype === 'bool') return number !== 0
  return typeof number === 'bigint' ? plainInteger(number) : number
}

function blankArray(): NumpyArrayRecord {
  return { kind: 'numpy-array', dtype: undefined, bigEndian: false, fortran: false, shape: [0], bytes: new Uint8Array(0) }
}

function arrayFrom(
  shape: PickleValue | undefined,
  type: PickleValue | undefined,
  fortran: boolean,
  bytes: PickleValue | undefined
): NumpyArrayRecord {
  const record = recordOf(type, 'numpy-dtype')
  if (!record?.dtype || !(bytes instanceof Uint8Array)) throw badPickle('a NumPy array without its bytes')
  const sizes = wholeNumbers(shape, 'the shape of a NumPy array')
  const needed = bytesPerElement[record.dtype] * elementsOf(sizes)
  if (needed !== bytes.length) throw badPickle(`a NumPy array of shape [${sizes.join(', ')}] with ${bytes.length} bytes`)
  return { kind: 'numpy-array', dtype: record.dtype, bigEndian: record.bigEndian, fortran, shape: sizes, bytes }
}

const maxDimensions = 64

/** Sizes or strides: a tuple of whole numbers ≥ 0. */
export function wholeNumbers(value: PickleValue | undefined, what: string): number[] {
  if (!Array.isArray(value) || value.length > maxDimensions) throw badPickle(`${what} is no list of numbers`)
  return value.map((size) => wholeNumber(size, what))
}

export function wholeNumber(value: PickleValue | undefined, what: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
  throw badPickle(`${what} holds ${shownName(wordOf(value))}`)
}
