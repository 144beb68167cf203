/** Runs and bit-packed groups of Parquet, by examples of the format's description and by a writer of our own. */
import { describe, expect, it } from 'vitest'
import { LoupeError } from '../../../../contract/wire/errors'
import { rleHybrid } from '../../../../main/codecs/rle-hybrid'
import { createRandom } from '../../../../main/maths/random'

function decoded(bytes: number[], width: number, count: number): number[] {
  const into = new Uint32Array(count)
  rleHybrid(Uint8Array.from(bytes), width, into)
  return [...into]
}

/** One bit-packed group of all numbers (a multiple of 8), the least significant bit first. */
function packed(numbers: number[], width: number): number[] {
  const bits = numbers.flatMap((number) => Array.from({ length: width }, (_, bit) => Math.floor(number / 2 ** bit) % 2))
  const bytes = Array.from({ length: bits.length / 8 }, (_, at) =>
    bits.slice(at * 8, at * 8 + 8).reduce((byte, bit, index) => byte + bit * 2 ** index, 0)
  )
  const header = (numbers.length / 8) * 2 + 1
  return header < 128 ? [header, ...bytes] : [(header % 128) + 128, Math.floor(header / 128), ...bytes]
}

it('unpacks the example of the description: 0 to 7 in 3 bits', () => {
  expect(decoded([3, 0b10001000, 0b11000110, 0b11111010], 3, 8)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
})

it('repeats runs, also behind packed groups, and stops at the count', () => {
  expect(decoded([6, 5, 3, 0b10001000, 0b11000110, 0b11111010, 200, 1, 1], 3, 14)).toEqual([
    5, 5, 5, 0, 1, 2, 3, 4, 5, 6, 7, 1, 1, 1
  ])
})

it.each([1, 2, 3, 7, 8, 9, 17, 24, 25, 31, 32])('gives back numbers of %i bits', (width) => {
  const random = createRandom(width)
  const numbers = Array.from({ length: 800 }, () => random.integer(2 ** width))
  expect(decoded(packed(numbers, width), width, 800)).toEqual(numbers)
})

describe('refuses, whatever a header promises', () => {
  it.each([
    ['nothing', [], 3, 8],
    ['a header without an end', [255, 255, 255, 255, 255, 255], 3, 8],
    ['a run without its value', [16], 3, 8],
    ['a group that is cut', [3, 1, 1], 3, 8],
    ['more bits than numbers have', [3, 1, 1], 40, 8]
  ])('%s', (_, bytes, width, count) => {
    expect(() => decoded(bytes, width, count)).toThrow(LoupeError)
  })

  it('but never writes beyond the end', () => {
    expect(decoded([255, 255, 255, 255, 14, 0], 0, 4)).toEqual([0, 0, 0, 0])
    expect(decoded([254, 255, 255, 255, 14, 7], 3, 4)).toEqual([7, 7, 7, 7])
  })
})
