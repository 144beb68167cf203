/** Numbers from and to bytes of every element type. */
import { expect, it } from 'vitest'
import type { Dtype } from '../../../../contract/records/basics'
import {
  bytesPerElement,
  dtypeOfArray,
  f32FromBytes,
  type NumberArray,
  numbersFromBytes,
  swapBytes,
  toBytes
} from '../../../../main/codecs/dtypes'

const arrays: NumberArray[] = [
  Float32Array.of(1, -2),
  Float64Array.of(1, -2),
  Int8Array.of(1, -2),
  Int16Array.of(1, -2),
  Int32Array.of(1, -2),
  BigInt64Array.of(1n, -2n),
  Uint8Array.of(1, 2),
  Uint16Array.of(1, 2),
  Uint32Array.of(1, 2),
  BigUint64Array.of(1n, 2n)
]

it('gives back every array from its bytes, as itself and as f32', () => {
  for (const array of arrays) {
    const dtype = dtypeOfArray(array)
    const bytes = toBytes(array, dtype)
    expect(bytes.length).toBe(2 * bytesPerElement[dtype])
    expect(numbersFromBytes(bytes, dtype)).toEqual(array)
    expect([...f32FromBytes(bytes, dtype)]).toEqual([...array].map(Number))
  }
})

it('swaps the bytes of every width', () => {
  const widths: [Dtype, number[]][] = [
    ['i8', [1, 2, 3, 4, 5, 6, 7, 8]],
    ['f16', [2, 1, 4, 3, 6, 5, 8, 7]],
    ['f32', [4, 3, 2, 1, 8, 7, 6, 5]],
    ['f64', [8, 7, 6, 5, 4, 3, 2, 1]]
  ]
  for (const [dtype, wanted] of widths) {
    const bytes = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8)
    swapBytes(bytes, bytesPerElement[dtype])
    expect([...bytes]).toEqual(wanted)
  }
})

it('makes infinity of what f32 can not hold', () => {
  expect(f32FromBytes(toBytes(Float64Array.of(1e300), 'f64'), 'f64')[0]).toBe(Number.POSITIVE_INFINITY)
})

it('writes no type the numbers can not be turned into', () => {
  expect(() => toBytes(Int32Array.of(1), 'f16')).toThrow('i32')
})
