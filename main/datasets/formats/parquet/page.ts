/**
 * What one page of a column holds: its levels, and through page-values its values. Lengths are checked before anything is
 * unpacked; compression is hyparquet's.
 */

import { zstdDecompressSync } from 'node:zlib'
import type { CompressionCodec, DecodedArray, PageHeader } from 'hyparquet'
import { decompressPage } from 'hyparquet/src/datapage.js'
import { compressors } from 'hyparquet-compressors'
import { rleHybrid } from '../../../codecs/rle-hybrid'
import type { Leaf } from './leaf'
import { converted, damaged, plainValues, valuesOf } from './page-values'

export interface PageContent {
  /** List in which each entry begins anew, and whether it is there: [count]; undefined where the schema has no such levels. */
  repetition: Uint8Array | undefined
  definition: Uint8Array | undefined
  /** Of the entries that are there. */
  values: DecodedArray
}

/** Entries of one page: far above what any writer makes. */
export const maxPageEntries = 2 ** 24
const maxPageBytes = 256 * 1024 * 1024
/** Bytes that one compressed byte can become at most, with room. Of the others (zstd, brotli) no limit is known. */
const ratios: Partial<Record<CompressionCodec, number>> = { SNAPPY: 32, GZIP: 1100, LZ4: 256, LZ4_RAW: 256 }

/** zstd is Node's own, which is several times as fast and makes no more than it is asked for. Given as a plain array: slices of Node’s buffers are no copies. */
const unpackers = {
  ...compressors,
  ZSTD: (bytes: Uint8Array, length: number) => {
    const { buffer, byteOffset, byteLength } = zstdDecompressSync(bytes, { maxOutputLength: length })
    return new Uint8Array(buffer, byteOffset, byteLength)
  }
}

export function entriesOf(header: PageHeader): number {
  return header.data_page_header?.num_values ?? header.data_page_header_v2?.num_values ?? 0
}

/** Values of a dictionary page, as cells are made of them. */
export function dictionaryValues(bytes: Uint8Array, header: PageHeader, leaf: Leaf, codec: CompressionCodec): DecodedArray {
  const count = header.dictionary_page_header?.num_values ?? 0
  const body = inflated(bytes, header.uncompressed_page_size, codec)
  if (count < 0 || count > body.length) throw damaged(`has a dictionary of ${count} values in ${body.length} bytes`)
  return converted(plainValues(body, count, leaf), leaf)
}

export function pageContent(
  bytes: Uint8Array,
  header: PageHeader,
  leaf: Leaf,
  codec: CompressionCodec,
  dictionary: DecodedArray | undefined
): PageContent {
  const count = entriesOf(header)
  const split = header.data_page_header_v2
    ? partsOfV2(bytes, header, leaf, codec, count)
    : partsOf(bytes, header, leaf, codec, count)
  const there = split.definition ? countOf(split.definition, leaf.maxDefinition) : count
  const values = valuesOf(split.body, split.encoding, there, leaf, dictionary)
  return { repetition: split.repetition, definition: split.definition, values }
}

interface Parts {
  repetition: Uint8Array | undefined
  definition: Uint8Array | undefined
  body: Uint8Array
  encoding: string
}

/** Version 1: all is compressed together, and the levels have their lengths before them. */
function partsOf(bytes: Uint8Array, header: PageHeader, leaf: Leaf, codec: CompressionCodec, count: number): Parts {
  const page = header.data_page_header
  if (!page) throw damaged('has a page of an unknown kind')
  let body = inflated(bytes, header.uncompressed_page_size, codec)
  const levels = (max: number, encoding: string | undefined): Uint8Array | undefined => {
    if (max === 0) return undefined
    if (encoding !== 'RLE') throw damaged(`has levels in the encoding ${encoding}`)
    if (body.length < 4) throw damaged('has a page without its levels')
    const length = new DataView(body.buffer, body.byteOffset).getUint32(0, true)
    const own = body.subarray(4, 4 + length)
    body = body.subarray(4 + length)
    return levelsFrom(own, max, count)
  }
  const repetition = levels(leaf.maxRepetition, page.repetition_level_encoding)
  const definition = levels(leaf.maxDefinition, page.definition_level_encoding)
  return { repetition, definition, body, encoding: page.encoding }
}

/** Version 2: the levels lie before the values and are not compressed; the header has their lengths. */
function partsOfV2(bytes: Uint8Array, header: PageHeader, leaf: Leaf, codec: CompressionCodec, count: number): Parts {
  const page = header.data_page_header_v2
  if (!page) throw damaged('has a page of an unknown kind')
  const repetitionBytes = page.repetition_levels_byte_length
  const levelBytes = repetitionBytes + page.definition_levels_byte_length
  if (!(repetitionBytes >= 0) || levelBytes < repetitionBytes || levelBytes > bytes.length)
    throw damaged('has a page of impossible lengths')
  const own = (from: number, to: number, max: number) =>
    max === 0 ? undefined : levelsFrom(bytes.subarray(from, to), max, count)
  const body = bytes.subarray(levelBytes)
  return {
    repetition: own(0, repetitionBytes, leaf.maxRepetition),
    definition: own(repetitionBytes, levelBytes, leaf.maxDefinition),
    body: page.is_compressed === false ? body : inflated(body, header.uncompressed_page_size - levelBytes, codec),
    encoding: page.encoding
  }
}

function levelsFrom(bytes: Uint8Array, max: number, count: number): Uint8Array {
  const levels = new Uint8Array(count)
  rleHybrid(bytes, 32 - Math.clz32(max), levels)
  return levels
}

function inflated(bytes: Uint8Array, length: number, codec: CompressionCodec): Uint8Array {
  const most = Math.min(maxPageBytes, (ratios[codec] ?? Number.POSITIVE_INFINITY) * (bytes.length + 64))
  if (!(Number.isInteger(length) && length >= 0 && length <= most))
    throw damaged(`has a page of ${bytes.length} bytes that promises ${length}`)
  if (length === 0) return new Uint8Array(0)
  return decompressPage(bytes, length, codec, unpackers)
}

/** Whether all are the same: each is compared with its neighbor, natively. */
export function allAre(levels: Uint8Array, level: number): boolean {
  return levels.length === 0 || (levels[0] === level && Buffer.compare(levels.subarray(1), levels.subarray(0, -1)) === 0)
}

function countOf(levels: Uint8Array, level: number): number {
  if (allAre(levels, level)) return levels.length
  let count = 0
  for (let i = 0; i < levels.length; i += 1) if (levels[i] === level) count += 1
  return count
}
