/**
 * The header of NumPy's .npy files as pure functions on bytes (format versions 1 to 3).
 * The data that follows is read by main/datasets; archives (.npz) are another format.
 */
import type { Dtype } from '../../contract/records/basics'
import { LoupeError } from '../../contract/wire/errors'

export interface NpyHeader {
  dtype: Dtype
  bigEndian: boolean
  /** Column-major order: the first index changes fastest. */
  fortran: boolean
  shape: number[]
  /** Where the numbers begin, in bytes from the start of the file. */
  dataStart: number
}

/** `\x93NUMPY` */
const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]
/** np.save writes under 200 bytes; more than this is not a header. */
const maxHeaderBytes = 1_000_000

const dtypes: Record<string, Dtype> = {
  f2: 'f16',
  f4: 'f32',
  f8: 'f64',
  i1: 'i8',
  i2: 'i16',
  i4: 'i32',
  i8: 'i64',
  u1: 'u8',
  u2: 'u16',
  u4: 'u32',
  u8: 'u64',
  b1: 'bool'
}
const codes = new Map(Object.entries(dtypes).map(([code, dtype]) => [dtype, code]))

/** Whether the bytes begin as a .npy file does. */
export function isNpy(bytes: Uint8Array): boolean {
  return magic.every((byte, index) => bytes[index] === byte)
}

/** Length of everything before the numbers, from the first 12 bytes; throws truncated, malformed, unsupported. */
export function npyDataStart(first: Uint8Array, fileBytes: number): number {
  if (first.length < 10) throw truncated('it ends inside its header')
  const major = first[6]
  if (major < 1 || major > 3) throw new LoupeError('unsupported', `NumPy file format ${major} is not known.`, saveAgain)
  if (major > 1 && first.length < 12) throw truncated('it ends inside its header')
  const view = new DataView(first.buffer, first.byteOffset)
  const length = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true)
  const start = (major === 1 ? 10 : 12) + length
  if (length > maxHeaderBytes) throw malformed(`a header of ${length} bytes`)
  if (start > fileBytes) throw truncated(`its header needs ${start} bytes, the file has ${fileBytes}`)
  return start
}

/** Reads the header from a file's first bytes (at least npyDataStart of them); throws malformed or unsupported. */
export function parseNpyHeader(bytes: Uint8Array, dataStart: number): NpyHeader {
  const text = new TextDecoder('latin1').decode(bytes.subarray(bytes[6] === 1 ? 10 : 12, dataStart))
  const fortran = /'fortran_order'\s*:\s*(True|False)/.exec(text)?.[1]
  const shape = /'shape'\s*:\s*\(([\d\s,L]*)\)/.exec(text)?.[1]
  if (fortran === undefined || shape === undefined) throw malformed('the header')
  return { ...elementType(text), fortran: fortran === 'True', shape: sizes(shape), dataStart }
}

/** A whole file of C-ordered numbers: its header, and the bytes of `values` themselves. */
export function npyPieces(values: Float32Array | Uint32Array, shape: number[]): Uint8Array[] {
  const header = npyHeader(values instanceof Float32Array ? 'f32' : 'u32', shape)
  return [header, new Uint8Array(values.buffer, values.byteOffset, values.byteLength)]
}

/** Bytes of a version 1 header for C-ordered little-endian numbers; the numbers follow at its end. */
export function npyHeader(dtype: Dtype, shape: number[]): Uint8Array {
  const code = codes.get(dtype)
  if (!code) throw new LoupeError('internal', `NumPy has no type for ${dtype}.`)
  const order = code.endsWith('1') ? '|' : '<'
  const dimensions = shape.length === 1 ? `${shape[0]},` : shape.join(', ')
  const text = `{'descr': '${order}${code}', 'fortran_order': False, 'shape': (${dimensions}), }`
  const total = Math.ceil((10 + text.length + 1) / 64) * 64
  const bytes = new Uint8Array(total).fill(0x20)
  bytes.set([...magic, 1, 0])
  new DataView(bytes.buffer).setUint16(8, total - 10, true)
  bytes.set(new TextEncoder().encode(text), 10)
  bytes[total - 1] = 0x0a
  return bytes
}

function elementType(text: string): { dtype: Dtype; bigEndian: boolean } {
  const descr = /'descr'\s*:\s*'([^']*)'/.exec(text)?.[1]
  const parts = descr === undefined ? undefined : /^([<>|=])?([a-zA-Z]\d+)$/.exec(descr)
  const dtype = parts ? dtypes[parts[2]] : undefined
  if (!dtype) {
    const what = descr === undefined ? 'records with several fields' : `elements of NumPy type “${descr}”`
    throw new LoupeError('unsupported', `The file holds ${what}, not plain numbers.`, {
      hint: 'Save the activations as numbers: array.astype("float32").'
    })
  }
  return { dtype, bigEndian: parts?.[1] === '>' }
}

function sizes(text: string): number[] {
  const shape = text
    .split(',')
    .map((part) => part.replace('L', '').trim())
    .filter((part) => part !== '')
    .map(Number)
  const elements = shape.reduce((product, size) => product * Math.max(size, 1), 1)
  if (shape.some((size) => !Number.isSafeInteger(size)) || elements > 2 ** 50) throw malformed(`the shape (${text.trim()})`)
  return shape
}

const saveAgain = { hint: 'Write the file again with numpy.save, or choose another one.' }

function malformed(what: string): LoupeError {
  return new LoupeError('malformed', `This is not a NumPy file that can be read: ${what} makes no sense.`, saveAgain)
}

function truncated(what: string): LoupeError {
  return new LoupeError('truncated', `The NumPy file is cut off: ${what}.`, {
    hint: 'Copy or download the file again; it was not written to its end.'
  })
}
