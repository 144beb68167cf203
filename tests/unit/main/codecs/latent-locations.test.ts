/** Locations of active latents in each type they are stored as. */
import { describe, expect, it } from 'vitest'
import type { Dtype } from '../../../../contract/records/basics'
import { decodeLocations, locationBytes } from '../../../../main/codecs/latent-locations'

const triples = [0, 0, 3, 0, 2, 1, 1, 0, 0, 2, 3, 4]
const bounds = { sequences: 3, positions: 4, latents: 5 }
const bytesOf = (array: ArrayBufferView): Uint8Array => new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
const asType: [Dtype, (numbers: number[]) => ArrayBufferView][] = [
  ['u16', (numbers) => Uint16Array.from(numbers)],
  ['u32', (numbers) => Uint32Array.from(numbers)],
  ['i32', (numbers) => Int32Array.from(numbers)],
  ['i64', (numbers) => BigInt64Array.from(numbers.map(BigInt))]
]

describe.each(asType)('locations of %s', (dtype, array) => {
  it('are rows and latents', () => {
    const { rows, latents } = decodeLocations(bytesOf(array(triples)), dtype, bounds)
    expect([[...rows], [...latents]]).toEqual([
      [0, 2, 4, 11],
      [3, 1, 0, 4]
    ])
    expect(bytesOf(array(triples)).length).toBe(4 * (locationBytes(dtype) ?? 0))
  })

  it('may lie at any byte', () => {
    const shifted = new Uint8Array(bytesOf(array(triples)).length + 1)
    shifted.set(bytesOf(array(triples)), 1)
    expect([...decodeLocations(shifted.subarray(1), dtype, bounds).rows]).toEqual([0, 2, 4, 11])
  })

  it.each([
    [[3, 0, 0], 0],
    [[0, 4, 0], 0],
    [[0, 0, 5], 0]
  ])('%j is out of bounds', (triple) => {
    expect(() => decodeLocations(bytesOf(array(triple)), dtype, bounds, 70)).toThrow(/Location 70/)
  })

  it('before the row that came before is out of order', () => {
    expect(() => decodeLocations(bytesOf(array(triples)), dtype, bounds, 70, 1)).toThrow(/Location 70.*order/)
  })
})

it('negative and huge numbers are out of bounds', () => {
  const wide = { sequences: 2 ** 31, positions: 2 ** 31, latents: 2 ** 31 }
  expect(() => decodeLocations(bytesOf(Int32Array.of(-1, 0, 0)), 'i32', wide)).toThrow(/Location 0/)
  expect(() => decodeLocations(bytesOf(BigInt64Array.of(0n, 0n, 2n ** 40n)), 'i64', wide)).toThrow(/Location 0/)
})

it('other types have no width', () => {
  expect([locationBytes('f32'), locationBytes('u8')]).toEqual([undefined, undefined])
})
