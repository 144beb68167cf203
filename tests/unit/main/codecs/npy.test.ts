/** NumPy headers: those NumPy wrote, those it would refuse. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Dtype } from '../../../../contract/records/basics'
import { isNpy, npyDataStart, npyHeader, parseNpyHeader } from '../../../../main/codecs/npy'
import { activationFixture } from '../datasets/support'
import { codeOf } from './code-of'

function headerOf(bytes: Uint8Array) {
  return parseNpyHeader(bytes, npyDataStart(bytes.subarray(0, 12), bytes.length))
}

/** A header with this dictionary; version 1 unless another is given. */
function withText(text: string, major = 1): Uint8Array {
  const lengthBytes = major === 1 ? 2 : 4
  const bytes = Buffer.alloc(8 + lengthBytes + text.length)
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, major, 0])
  if (major === 1) bytes.writeUInt16LE(text.length, 8)
  else bytes.writeUInt32LE(text.length, 8)
  bytes.write(text, 8 + lengthBytes, 'latin1')
  return bytes
}

describe('headers that NumPy wrote', () => {
  it.each([
    ['f32.npy', { dtype: 'f32', bigEndian: false, fortran: false, shape: [192, 16], dataStart: 128 }],
    ['f16.npy', { dtype: 'f16', bigEndian: false, fortran: false, shape: [192, 16], dataStart: 128 }],
    ['big-endian.npy', { dtype: 'f32', bigEndian: true, fortran: false, shape: [192, 16], dataStart: 128 }],
    ['f64-fortran.npy', { dtype: 'f64', bigEndian: false, fortran: true, shape: [192, 16], dataStart: 128 }],
    ['three-d.npy', { dtype: 'f32', bigEndian: false, fortran: false, shape: [12, 16, 16], dataStart: 128 }]
  ])('%s', (name, wanted) => {
    expect(headerOf(readFileSync(activationFixture(name)))).toEqual(wanted)
  })
})

it('writes the header that NumPy writes', () => {
  const bytes = readFileSync(activationFixture('f16.npy'))
  expect(Buffer.from(npyHeader('f16', [192, 16]))).toEqual(bytes.subarray(0, 128))
})

it('reads back every type it writes', () => {
  const dtypes: Dtype[] = ['f16', 'f32', 'f64', 'i8', 'i16', 'i32', 'i64', 'u8', 'u16', 'u32', 'u64', 'bool']
  for (const dtype of dtypes) {
    for (const shape of [[3], [2, 5], [1, 2, 3]]) expect(headerOf(npyHeader(dtype, shape))).toMatchObject({ dtype, shape })
  }
})

it('reads versions 2 and 3', () => {
  const text = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }\n"
  expect([2, 3].map((major) => headerOf(withText(text, major)).shape)).toEqual([
    [2, 3],
    [2, 3]
  ])
})

it.each([
  ['a structure of fields', "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,), }", 'unsupported'],
  ['Python objects', "{'descr': '|O', 'fortran_order': False, 'shape': (2,), }", 'unsupported'],
  ['texts', "{'descr': '<U5', 'fortran_order': False, 'shape': (2, 2), }", 'unsupported'],
  ['complex numbers', "{'descr': '<c8', 'fortran_order': False, 'shape': (2, 2), }", 'unsupported'],
  ['no shape', "{'descr': '<f4', 'fortran_order': False, }", 'malformed'],
  ['a shape beyond all disks', "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999, 99999999999), }", 'malformed'],
  ['noise', 'xxxxxxxxxxxxxxxx', 'malformed']
])('refuses %s', (_, text, code) => {
  expect(codeOf(() => headerOf(withText(text)))).toBe(code)
})

it('tells a cut header from an unknown version', () => {
  const whole = npyHeader('f32', [2, 2])
  expect(codeOf(() => npyDataStart(whole.subarray(0, 9), 9))).toBe('truncated')
  expect(codeOf(() => npyDataStart(whole.subarray(0, 12), 50))).toBe('truncated')
  expect(codeOf(() => npyDataStart(withText('x', 2).subarray(0, 11), 11))).toBe('truncated')
  expect(codeOf(() => npyDataStart(withText('x', 9), 100))).toBe('unsupported')
})

it('knows its own beginning', () => {
  expect([isNpy(npyHeader('f32', [1, 1])), isNpy(Buffer.from('NUMPY')), isNpy(new Uint8Array())]).toEqual([true, false, false])
})
