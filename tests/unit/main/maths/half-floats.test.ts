/** Half floats against what NumPy and PyTorch wrote, and at the edges of their range. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { tensorsFromSafetensors } from '../../../../main/codecs/safetensors'
import { bf16FromF32, f16FromF32, f32FromBf16, f32FromF16, numberFromF16 } from '../../../../main/maths/half-floats'
import { activationFixture } from '../datasets/support'

const expected = tensorsFromSafetensors(readFileSync(activationFixture('expected.safetensors'))).tensors.rows.data

/** Numbers that lie at the end of a file. */
function storedBits(name: string): Uint16Array {
  const bytes = readFileSync(activationFixture(name))
  return new Uint16Array(new Uint8Array(bytes.subarray(bytes.length - expected.length * 2)).buffer)
}

describe('f16', () => {
  it('writes the bits that NumPy writes', () => {
    expect(f16FromF32(expected)).toEqual(storedBits('f16.npy'))
  })

  it('gives back every finite value bit for bit', () => {
    const bits = Uint16Array.from({ length: 65536 }, (_, i) => i).filter((value) => (value & 0x7c00) !== 0x7c00)
    expect(f16FromF32(f32FromF16(bits))).toEqual(bits)
  })

  it('reads known values', () => {
    const known: [number, number][] = [
      [0x3c00, 1],
      [0xc000, -2],
      [0x7bff, 65504],
      [0x0001, 2 ** -24],
      [0x03ff, 1023 * 2 ** -24],
      [0x0400, 2 ** -14],
      [0x3555, 0.333251953125],
      [0x7c00, Number.POSITIVE_INFINITY],
      [0xfc00, Number.NEGATIVE_INFINITY]
    ]
    expect(known.map(([bits]) => numberFromF16(bits))).toEqual(known.map(([, value]) => value))
    expect(numberFromF16(0x7e00)).toBeNaN()
    expect(Object.is(f32FromF16(Uint16Array.of(0x8000))[0], -0)).toBe(true)
  })

  it('rounds to nearest, ties to even, and overflows where IEEE says', () => {
    const values = Float32Array.of(
      65519.996,
      65520,
      -65520,
      1 + 2 ** -11,
      1 + 3 * 2 ** -11,
      2 ** -25,
      2 ** -25 * 1.01,
      Number.NaN
    )
    expect([...f16FromF32(values)]).toEqual([0x7bff, 0x7c00, 0xfc00, 0x3c00, 0x3c02, 0, 1, 0x7e00])
  })

  it('rounds subnormal ties to even', () => {
    expect([...f16FromF32(Float32Array.of(1.5 * 2 ** -24, 2.5 * 2 ** -24, 1023.5 * 2 ** -24))]).toEqual([2, 2, 0x0400])
  })
})

describe('bf16', () => {
  it('writes the bits that PyTorch writes', () => {
    expect(bf16FromF32(expected)).toEqual(storedBits('bf16.safetensors').subarray(-expected.length))
  })

  it('keeps infinities and NaN', () => {
    const values = Float32Array.of(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, 3.4e38)
    const back = f32FromBf16(bf16FromF32(values))
    expect([...back]).toEqual([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, Number.POSITIVE_INFINITY])
  })
})

it('writes into the middle of a given array', () => {
  const target = new Float32Array(6).fill(9)
  f32FromF16(Uint16Array.of(0x3c00, 0x4000), target, 1)
  f32FromBf16(Uint16Array.of(0x3f80), target, 4)
  expect([...target]).toEqual([9, 1, 2, 9, 1, 9])
})
