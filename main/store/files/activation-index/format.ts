/**
 * Byte layout of the activation index: two files, `by-row.bin` and `by-feature.bin`, little-endian.
 * Each is a header of 64 bytes, the entries, and a table of counts. The header is written last:
 * a file that was not finished has none, and every size in it is checked against the file.
 *
 * by-row      entries of each stored row: feature ids (u16 or u32), then activations (f32); table: row ids, counts, digests (u32 each)
 * by-feature  entries of each feature: row ids (u32), then activations (f32); table: counts, digests (u32 each)
 *
 * A digest is of the entries of one row or feature (digests.ts); the header has one of the whole table. Format 1 has no digests.
 */

import { LoupeError } from '../../../../contract/wire/errors'
import { digestOfTable } from './digests'

export const headerBytes = 64
export const fileNames = { rows: 'by-row.bin', features: 'by-feature.bin' } as const
export type IndexKind = keyof typeof fileNames

const magic = 'LOUPEIDX'
const formatVersion = 2
const kinds: Record<IndexKind, number> = { rows: 1, features: 2 }

export interface IndexHeader {
  kind: IndexKind
  dSae: number
  /** Stored rows. */
  rows: number
  entries: number
  /** Whether the file tells damaged entries: not in format 1. */
  hasDigests: boolean
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

/** Rows or features that the table lists. */
export function listed({ kind, rows, dSae }: IndexHeader): number {
  return kind === 'rows' ? rows : dSae
}

/** Numbers (u32) in the table. */
export function tableLength(header: IndexHeader): number {
  const columns = (header.kind === 'rows' ? 2 : 1) + (header.hasDigests ? 1 : 0)
  return columns * listed(header)
}

/** A header of the newest format, for a file with this table. */
export function bytesFromHeader(header: IndexHeader, table: Uint32Array): Uint8Array {
  const bytes = new Uint8Array(headerBytes)
  const view = new DataView(bytes.buffer)
  bytes.set(new TextEncoder().encode(magic))
  view.setUint32(8, formatVersion, true)
  view.setUint32(12, kinds[header.kind], true)
  view.setUint32(16, header.dSae, true)
  view.setBigUint64(24, BigInt(header.rows), true)
  view.setBigUint64(32, BigInt(header.entries), true)
  view.setBigUint64(40, BigInt(fileBytes(header)), true)
  view.setUint32(48, digestOfTable(table), true)
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
    entries: Number(view.getBigUint64(32, true)),
    hasDigests: view.getUint32(8, true) > 1
  }
  if (view.getUint32(12, true) !== kinds[kind]) throw broken('malformed', 'has another order than its name says', place)
  if (Number(view.getBigUint64(40, true)) !== fileBytes(header)) throw broken('malformed', 'contradicts itself', place)
  if (sizeBytes !== fileBytes(header)) throw broken('truncated', 'is shorter than it says', place)
  return header
}

/** Throws malformed where the table is not the one that the header was written for. */
export function checkTable(header: IndexHeader, headerAsBytes: Uint8Array, table: Uint32Array, place: string): void {
  const view = new DataView(headerAsBytes.buffer, headerAsBytes.byteOffset, headerBytes)
  if (header.hasDigests && view.getUint32(48, true) !== digestOfTable(table)) throw broken('malformed', 'is damaged', place)
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
