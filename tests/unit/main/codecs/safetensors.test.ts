/** Safetensors: files of the real library, round trips, and headers that lie. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { numbersFromSafetensors, parseSafetensorsHeader, tensorsFromSafetensors } from '../../../../main/codecs/safetensors'
import { safetensorsParts, tensorsToSafetensors } from '../../../../main/codecs/safetensors-writing'
import { activationFixture } from '../datasets/support'
import { codeOf } from './code-of'

/** A file with this JSON header and this many bytes of data. */
function withHeader(header: unknown, dataBytes = 0): Uint8Array {
  const text = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header))
  const bytes = Buffer.alloc(8 + text.length + dataBytes)
  bytes.writeBigUInt64LE(BigInt(text.length))
  bytes.set(text, 8)
  return bytes
}

describe('files of the safetensors library', () => {
  it('reads f32 and bf16 to the same values', () => {
    const rows = tensorsFromSafetensors(readFileSync(activationFixture('expected.safetensors'))).tensors.rows
    const { tensors } = tensorsFromSafetensors(readFileSync(activationFixture('bf16.safetensors')))
    const [half] = Object.values(tensors).filter(({ shape }) => shape.length === 3)
    expect(rows.shape).toEqual([192, 16])
    expect(half.shape).toEqual([12, 16, 16])
    for (const [index, value] of rows.data.entries()) {
      expect(Math.abs(half.data[index] - value)).toBeLessThanOrEqual(Math.abs(value) * 2 ** -8)
    }
  })

  it('is written back byte for byte', () => {
    const bytes = readFileSync(activationFixture('expected.safetensors'))
    const { tensors, metadata } = tensorsFromSafetensors(bytes)
    expect(Buffer.from(tensorsToSafetensors(tensors, metadata)).equals(bytes)).toBe(true)
  })
})

describe('round trips', () => {
  const tensors = {
    weights: { shape: [2, 3], data: Float32Array.of(1, -2, 3.5, 0, 1e-20, 7) },
    steps: { shape: [2], data: new Uint32Array([5, 4_000_000_000]) },
    sums: { shape: [1], data: Float64Array.of(Math.PI) },
    ids: { shape: [2], data: new BigInt64Array([-1n, 2n ** 60n]) },
    half: { shape: [2], data: Float32Array.of(0.5, 1 / 3), dtype: 'f16' as const },
    none: { shape: [0, 4], data: new Float32Array() },
    one: { shape: [], data: Float32Array.of(42) }
  }

  it('gives back names, shapes, values and metadata', () => {
    const bytes = tensorsToSafetensors(tensors, { step: '12', text: 'ä “x”' })
    const header = parseSafetensorsHeader(bytes)
    const found = Object.fromEntries(header.entries.map((entry) => [entry.name, numbersFromSafetensors(bytes, entry)]))
    expect(header.metadata).toEqual({ step: '12', text: 'ä “x”' })
    expect(found).toEqual({
      weights: tensors.weights.data,
      steps: tensors.steps.data,
      sums: tensors.sums.data,
      ids: tensors.ids.data,
      half: Float32Array.of(0.5, 0.333251953125),
      none: new Float32Array(),
      one: Float32Array.of(42)
    })
    const shapes = Object.fromEntries(header.entries.map(({ name, shape }) => [name, shape]))
    expect(shapes).toEqual(Object.fromEntries(Object.entries(tensors).map(([name, { shape }]) => [name, shape])))
  })

  it('does not depend on the order of the tensors', () => {
    const reversed = Object.fromEntries(Object.entries(tensors).reverse())
    expect(tensorsToSafetensors(reversed)).toEqual(tensorsToSafetensors(tensors))
  })

  it('starts every tensor on a boundary of its type', () => {
    const widths: Record<string, number> = { f64: 8, i64: 8, f32: 4, u32: 4, f16: 2 }
    const { entries } = parseSafetensorsHeader(tensorsToSafetensors(tensors))
    for (const { begin, dtype } of entries) expect(begin % widths[dtype]).toBe(0)
  })

  it('comes in pieces that make the same file, without copies of the data', () => {
    const parts = safetensorsParts({ weights: tensors.weights })
    expect(Buffer.concat(parts).equals(tensorsToSafetensors({ weights: tensors.weights }))).toBe(true)
    expect(parts[1].buffer).toBe(tensors.weights.data.buffer)
  })

  it('reads tensors from bytes at an odd place in memory', () => {
    const bytes = tensorsToSafetensors({ weights: tensors.weights })
    const shifted = new Uint8Array(bytes.length + 1).subarray(1)
    shifted.set(bytes)
    expect(tensorsFromSafetensors(shifted).tensors.weights.data).toEqual(tensors.weights.data)
  })

  it('refuses data that does not fill its shape', () => {
    expect(codeOf(() => tensorsToSafetensors({ a: { shape: [3], data: new Float32Array(2) } }))).toBe('internal')
  })
})

describe('headers that lie', () => {
  const good = { a: { dtype: 'F32', shape: [2], data_offsets: [0, 8] } }

  it.each([
    ['an empty file', new Uint8Array(), 'truncated'],
    ['a file of five bytes', new Uint8Array(5), 'truncated'],
    ['a header longer than the file', withHeader(good).subarray(0, 20), 'truncated'],
    ['data shorter than promised', withHeader(good, 4), 'truncated'],
    ['a header of absurd length', Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 127, 123), 'malformed'],
    ['no JSON', withHeader('{"a": [', 8), 'malformed'],
    ['a list', withHeader([], 8), 'malformed'],
    ['offsets that do not fit the shape', withHeader({ a: { ...good.a, data_offsets: [0, 4] } }, 8), 'malformed'],
    ['negative offsets', withHeader({ a: { ...good.a, data_offsets: [-8, 0] } }, 8), 'malformed'],
    ['a shape of fractions', withHeader({ a: { ...good.a, shape: [0.5] } }, 8), 'malformed'],
    ['an entry that is a number', withHeader({ a: 3 }, 8), 'malformed'],
    ['an unknown type', withHeader({ a: { ...good.a, dtype: 'F8_E4M3' } }, 8), 'unsupported']
  ])('refuses %s', (_, bytes, code) => {
    expect(codeOf(() => parseSafetensorsHeader(bytes))).toBe(code)
  })
})
