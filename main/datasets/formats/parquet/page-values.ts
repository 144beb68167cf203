/**
 * Values of a page in the encodings of Parquet (parquet-format, Encodings.md). Indexes are decoded here into typed arrays that
 * are never longer than the page's count; plain values and the delta encodings are hyparquet's.
 */

import type { DecodedArray } from 'hyparquet'
import { convert, DEFAULT_PARSERS } from 'hyparquet/src/convert.js'
import { deltaBinaryUnpack, deltaByteArray, deltaLengthByteArray } from 'hyparquet/src/delta.js'
import { byteStreamSplit } from 'hyparquet/src/encoding.js'
import { readPlain } from 'hyparquet/src/plain.js'
import { LoupeError } from '../../../../contract/wire/errors'
import { f32FromBytes } from '../../../codecs/dtypes'
import { rleHybrid } from '../../../codecs/rle-hybrid'
import type { Leaf } from './leaf'

/** Values of a page from its bytes behind the levels. Throws malformed, and plain errors of the library. */
export function valuesOf(
  bytes: Uint8Array,
  encoding: string,
  count: number,
  leaf: Leaf,
  dictionary: DecodedArray | undefined
): DecodedArray {
  if (encoding === 'PLAIN_DICTIONARY' || encoding === 'RLE_DICTIONARY') return fromDictionary(bytes, count, dictionary)
  return converted(encoding === 'PLAIN' ? plainValues(bytes, count, leaf) : encodedValues(bytes, encoding, count, leaf), leaf)
}

function fromDictionary(bytes: Uint8Array, count: number, dictionary: DecodedArray | undefined): DecodedArray {
  if (!dictionary) throw damaged('has indexes and no dictionary')
  const indexes = new Uint32Array(count)
  if (count > 0) rleHybrid(bytes.subarray(1), bytes[0], indexes)
  const values = Array.isArray(dictionary)
    ? new Array(count)
    : new (dictionary.constructor as new (length: number) => Exclude<DecodedArray, unknown[]>)(count)
  for (let i = 0; i < count; i += 1) {
    if (indexes[i] >= dictionary.length) throw damaged('has an index outside of its dictionary')
    values[i] = dictionary[indexes[i]]
  }
  return values
}

export function plainValues(bytes: Uint8Array, count: number, leaf: Leaf): DecodedArray {
  if (leaf.dtype === 'f16') return f32FromBytes(sized(bytes, count * 2), 'f16')
  const { type, type_length } = leaf.element
  if (!type) throw damaged('has a column without a type')
  return readPlain(readerOf(bytes), type, count, type_length)
}

function encodedValues(bytes: Uint8Array, encoding: string, count: number, leaf: Leaf): DecodedArray {
  const { type, type_length } = leaf.element
  const reader = readerOf(bytes)
  if (encoding === 'BYTE_STREAM_SPLIT' && type) {
    const values = byteStreamSplit({ ...reader, view: viewOf(bytes) }, sizedCount(bytes, count), type, type_length)
    return leaf.dtype === 'f16' ? f32FromBytes(Buffer.concat(values as Uint8Array[]), 'f16') : values
  }
  if (encoding === 'DELTA_BINARY_PACKED') {
    const values = type === 'INT32' ? new Int32Array(count) : new BigInt64Array(count)
    deltaBinaryUnpack(reader, count, values)
    return values
  }
  if (encoding === 'DELTA_LENGTH_BYTE_ARRAY' || encoding === 'DELTA_BYTE_ARRAY') {
    const values: Uint8Array[] = new Array(count)
    if (encoding === 'DELTA_BYTE_ARRAY') deltaByteArray(reader, count, values)
    else deltaLengthByteArray(reader, count, values)
    return values
  }
  if (encoding !== 'RLE' || type !== 'BOOLEAN') throw damaged(`is in the encoding ${encoding}, which Loupe does not read`)
  const bits = new Uint8Array(count)
  rleHybrid(bytes.subarray(4), 1, bits)
  return Array.from(bits, (bit) => bit === 1)
}

/** Numbers stay as they are; texts, times and decimals become what a person wrote. JSON stays text. */
export function converted(values: DecodedArray, leaf: Leaf): DecodedArray {
  if (leaf.dtype !== undefined || leaf.binary) return values
  const { name, schemaPath, element } = leaf
  const parsers = { ...DEFAULT_PARSERS, jsonFromBytes: DEFAULT_PARSERS.stringFromBytes }
  const decoder: Parameters<typeof convert>[1] = {
    pathInSchema: [name],
    type: element.type ?? 'BYTE_ARRAY',
    element,
    schemaPath,
    codec: 'UNCOMPRESSED',
    parsers
  }
  return convert(values, decoder)
}

function sized(bytes: Uint8Array, length: number): Uint8Array {
  if (bytes.length < length) throw damaged('has a page with fewer values than it promises')
  return bytes.subarray(0, length)
}

function sizedCount(bytes: Uint8Array, count: number): number {
  sized(bytes, count)
  return count
}

function readerOf(bytes: Uint8Array): { view: DataView<ArrayBufferLike>; offset: number } {
  return { view: viewOf(bytes), offset: 0 }
}

function viewOf(bytes: Uint8Array): DataView<ArrayBufferLike> {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

export function damaged(what: string): LoupeError {
  return new LoupeError('malformed', `A column ${what}.`, { hint: 'Write the file again.' })
}
