/**
 * Element types of array files: their widths, and numbers from and to little-endian bytes.
 * File layouts (npy, safetensors) are in files of their own.
 */
import type { Dtype } from '../../contract/records/basics'
import { LoupeError } from '../../contract/wire/errors'
import { bf16FromF32, f16FromF32, f32FromBf16, f32FromF16 } from '../maths/half-floats'

/** Typed arrays a tensor's numbers can be in. */
export type NumberArray =
  | Float32Array
  | Float64Array
  | Int8Array
  | Int16Array
  | Int32Array
  | BigInt64Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | BigUint64Array

/** Width of one element in bytes. */
export const bytesPerElement: Record<Dtype, number> = {
  f16: 2,
  bf16: 2,
  f32: 4,
  f64: 8,
  i8: 1,
  i16: 2,
  i32: 4,
  i64: 8,
  u8: 1,
  u16: 2,
  u32: 4,
  u64: 8,
  bool: 1
}

const arrays = {
  f32: Float32Array,
  f64: Float64Array,
  i8: Int8Array,
  i16: Int16Array,
  i32: Int32Array,
  i64: BigInt64Array,
  u8: Uint8Array,
  u16: Uint16Array,
  u32: Uint32Array,
  u64: BigUint64Array,
  bool: Uint8Array
} satisfies Record<string, ArrayType<NumberArray>>

/** Element type of a typed array. */
export function dtypeOfArray(array: NumberArray): Dtype {
  for (const [dtype, Type] of Object.entries(arrays)) if (array instanceof Type) return dtype as Dtype
  throw new LoupeError('internal', 'Numbers of this kind can not be written.')
}

/** Little-endian bytes as f32 numbers, written to `target` from index `at`; length = bytes / width. Bytes need no alignment. */
export function f32FromBytes(bytes: Uint8Array, dtype: Dtype, target?: Float32Array, at = 0): Float32Array {
  const count = bytes.length / bytesPerElement[dtype]
  const into = target ?? new Float32Array(count)
  if (dtype === 'f16') return f32FromF16(view(Uint16Array, bytes), into, at)
  if (dtype === 'bf16') return f32FromBf16(view(Uint16Array, bytes), into, at)
  const numbers = view<NumberArray>(arrays[dtype], bytes)
  if (numbers instanceof BigInt64Array || numbers instanceof BigUint64Array) {
    for (let i = 0; i < count; i += 1) into[at + i] = Number(numbers[i])
  } else into.set(numbers, at)
  return into
}

/** Little-endian bytes as numbers of their own type (halves as f32); a copy. */
export function numbersFromBytes(bytes: Uint8Array, dtype: Dtype): NumberArray {
  if (dtype === 'f16' || dtype === 'bf16') return f32FromBytes(bytes, dtype)
  return view<NumberArray>(arrays[dtype], new Uint8Array(bytes))
}

/** Little-endian bytes of numbers as `dtype`: the array's own type (no copy), or f16/bf16 of f32. */
export function toBytes(numbers: NumberArray, dtype: Dtype): Uint8Array {
  const own = dtypeOfArray(numbers)
  if (own === dtype || (own === 'u8' && dtype === 'bool')) return raw(numbers)
  if (numbers instanceof Float32Array && dtype === 'f16') return raw(f16FromF32(numbers))
  if (numbers instanceof Float32Array && dtype === 'bf16') return raw(bf16FromF32(numbers))
  throw new LoupeError('internal', `Numbers of type ${own} can not be written as ${dtype}.`)
}

/** Reverses the bytes of every element in place, for files of the other byte order. */
export function swapBytes(bytes: Uint8Array, width: number): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (width === 2) buffer.swap16()
  else if (width === 4) buffer.swap32()
  else if (width === 8) buffer.swap64()
}

interface ArrayType<T> {
  readonly BYTES_PER_ELEMENT: number
  new (buffer: ArrayBuffer, byteOffset: number, length: number): T
}

/** A view where the bytes lie on a boundary of the element's width, a copy otherwise. */
function view<T>(Type: ArrayType<T>, bytes: Uint8Array): T {
  const width = Type.BYTES_PER_ELEMENT
  const aligned = bytes.byteOffset % width === 0 ? bytes : new Uint8Array(bytes)
  return new Type(aligned.buffer as ArrayBuffer, aligned.byteOffset, bytes.length / width)
}

function raw(numbers: NumberArray): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)
}
