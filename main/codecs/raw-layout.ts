/**
 * The layout of raw numbers as a person writes it behind a file's name: `f32[192,16]`, `f16[?,768]`, `>f4[12,16,16]@128`.
 * Type, sizes of which the first may be left to the file's size, byte order (`>` big endian), and where the numbers begin.
 */
import type { Dtype } from '../../contract/records/basics'
import { LoupeError } from '../../contract/wire/errors'
import { bytesPerElement } from './dtypes'

export interface RawLayout {
  dtype: Dtype
  bigEndian: boolean
  /** Sizes; the first is undefined for `?`. */
  shape: (number | undefined)[]
  /** Bytes before the numbers. */
  offset: number
}

const numpyNames: Record<string, Dtype> = {
  f2: 'f16',
  f4: 'f32',
  f8: 'f64',
  float16: 'f16',
  half: 'f16',
  bfloat16: 'bf16',
  float32: 'f32',
  float: 'f32',
  float64: 'f64',
  double: 'f64',
  int8: 'i8',
  int16: 'i16',
  int32: 'i32',
  int64: 'i64',
  uint8: 'u8',
  uint16: 'u16',
  uint32: 'u32',
  uint64: 'u64'
}

const pattern = /^\s*([<>]?)\s*([a-z0-9]{2,8})\s*\[\s*((?:\?|\d+)(?:\s*,\s*\d+){0,3})\s*\]\s*(?:@\s*(\d+))?\s*$/i

/** Widths of common models, looked for in the size of a file without a layout. */
const usualWidths = [
  16, 32, 64, 128, 256, 384, 512, 576, 640, 768, 896, 1024, 1152, 1280, 1536, 1600, 2048, 2304, 2560, 3072, 3584, 4096, 5120,
  6144, 8192
]

export const rawSyntax =
  'f32[?,768] (type, then rows and width; ? for as many as there are), >f32[…] for big endian, …@128 to skip 128 bytes'

/** The layout, or undefined where the text is none. `i8` is a byte, `f8` NumPy's eight bytes. */
export function parseRawLayout(text: string): RawLayout | undefined {
  const match = pattern.exec(text)
  if (!match) return undefined
  const name = match[2].toLowerCase()
  const dtype = Object.hasOwn(bytesPerElement, name) ? (name as Dtype) : numpyNames[name]
  const shape = match[3].split(',').map((size) => (size.trim() === '?' ? undefined : Number(size)))
  const offset = Number(match[4] ?? 0)
  if (!dtype || ![...shape, offset].every((size) => size === undefined || Number.isSafeInteger(size))) return undefined
  return { dtype, bigEndian: match[1] === '>', shape, offset }
}

/** All sizes of the layout in a file of so many bytes; throws truncated and wrong-shape. */
export function shapeInFile(layout: RawLayout, fileBytes: number): number[] {
  const [first, ...rest] = layout.shape
  const rowBytes = rest.reduce<number>((product, size) => product * (size ?? 0), bytesPerElement[layout.dtype])
  const present = fileBytes - layout.offset
  if (present < 0) throw shorter(`the numbers begin at byte ${layout.offset}, the file has ${fileBytes}`)
  if (rowBytes === 0 || first === 0) throw wrongShape('The layout has a size of 0', 'Sizes count from 1.')
  const rows = first ?? Math.floor(present / rowBytes)
  const needed = rows * rowBytes
  if (needed > present) throw shorter(`the layout needs ${layout.offset + needed} bytes, the file has ${fileBytes}`)
  if (needed === present && rows > 0) return [rows, ...(rest as number[])]
  const left = present - needed
  const what =
    first === undefined ? `${rows} rows of ${rowBytes} bytes leave ${left} over` : `${left} bytes more than the layout says`
  throw wrongShape(`The file’s ${present} bytes do not fit the layout: ${what}`, widthHint(fileBytes))
}

/** Which widths the size allows, as a hint. */
export function widthHint(fileBytes: number): string {
  const fits = (['f32', 'f16'] as const).map((dtype) => {
    const numbers = fileBytes / bytesPerElement[dtype]
    const widths = usualWidths.filter((width) => numbers % width === 0).slice(-6)
    return widths.length > 0 ? `as ${dtype} ${widths.join(', ')}` : ''
  })
  const possible = fits.filter((text) => text !== '').join('; ')
  return possible === '' ? 'Check type and width.' : `Widths that divide its ${fileBytes} bytes: ${possible}.`
}

function shorter(why: string): LoupeError {
  return new LoupeError('truncated', `The file is shorter than its layout: ${why}.`, {
    hint: 'Check type, sizes and offset; else the file was not written to its end.'
  })
}

function wrongShape(happened: string, hint: string): LoupeError {
  return new LoupeError('wrong-shape', `${happened}.`, { hint })
}
