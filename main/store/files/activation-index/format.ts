/**
 * Byte layout of the activation index: two files, `by-row.bin` and `by-feature.bin`, little-endian.
 * Each is a header of 64 bytes, the entries, and a table of counts. The header is written last:
 * a file that was not finished has none, and every size in it is checked against the file.
 *
 * by-row      entries of each stored row: feature ids (u16 or u32), then activations (f32); table: row ids u32, counts u32
 * by-feature  entries of each feature: row ids (u32), then activations (f32); table: counts u32
 */
import { LoupeError } from '../../../../contract/wire/errors'

export const headerBytes = 64
export const fileNames = { rows: 'by-row.bin', features: 'by-feature.bin' } as const
export type IndexKind = keyof typeof fileNames

const magic = 'LOUPEIDX'
const formatVersion = 1
const kinds: Record<IndexKind, number> = { rows: 1, features: 2 }

export interface IndexHeader {
  kind: IndexKind
  dSae: number
  /** Stored rows. */
  rows: number
  entries: number
}

/** Bytes of a feature id in by-row.bin. */
export function featureIdBytes(dSae: number): 2 | 4 {
  return dSae <= 0x10000 ? 2 : 4
}

/** Bytes of one entry: an id and an f32. */
export function entryBytes(header: Pick<IndexHeader, 'kind' | 'dSae'>): number {
  return (header.kind === 'rows' ? featureIdBytes(header.dSae) : 4) + 4
}

/** Where the table begins. */
export function tableStart(header: IndexHeader): number {
  return headerBytes + header.entries * entryBytes(header)
}

/** Numbers (u32) in the table. */
export function tableLength(header: IndexHeader): number {
  return header.kind === 'rows' ? 2 * header.rows : header.dSae
}

export function bytesFromHeader(header: IndexHeader): Uint8Array {
  const bytes = new Uint8Array(headerBytes)
  const view = new DataView(bytes.buffer)
  bytes.set(new TextEncoder().encode(magic))
  view.setUint32(8, formatVersion, true)
  view.setUint32(12, kinds[header.kind], true)
  view.setUint32(16, header.dSae, true)
  view.setBigUint64(24, BigInt(header.rows), true)
  view.setBigUint64(32, BigInt(header.entries), true)
  view.setBigUint64(40, BigInt(fileBytes(header)), true)
  return bytes
}

/** The header of a file of `sizeBytes`. Throws `truncated` for one that was not finished, `malformed`, `newer`. */
export function headerFromBytes(bytes: Uint8Array, kind: IndexKind, sizeBytes: number, place: string): IndexHeader {
  if (bytes.length < headerBytes || bytes.every((byte) => byte === 0)) throw broken('truncated', 'was not finished', place)
  const view = new DataView(bytes.buffer, bytes.byteOffset, headerBytes)
  if (new TextDecoder().decode(bytes.subarray(0, 8)) !== magic) throw broken('malformed', 'is not an activation index', place)
  if (view.getUint32(8, true) > formatVersion) throw broken('newer', 'was made by a newer Loupe', place)
  const header = {
    kind,
    dSae: view.getUint32(16, true),
    rows: Number(view.getBigUint64(24, true)),
    entries: Number(view.getBigUint64(32, true))
  }
  if (view.getUint32(12, true) !== kinds[kind]) throw broken('malformed', 'has another order than its name says', place)
  if (Number(view.getBigUint64(40, true)) !== fileBytes(header)) throw broken('malformed', 'contradicts itself', place)
  if (sizeBytes !== fileBytes(header)) throw broken('truncated', 'is shorter than it says', place)
  return header
}

/** What is wrong with an index file, with the remedy that always works. */
export function broken(code: 'truncated' | 'malformed' | 'newer', what: string, place: string): LoupeError {
  return new LoupeError(code, `The stored activations can not be read: the file ${what}`, {
    hint: 'Analyze the run again; labels and everything else stay as they are.',
    place
  })
}

function fileBytes(header: IndexHeader): number {
  return tableStart(header) + 4 * tableLength(header)
}
