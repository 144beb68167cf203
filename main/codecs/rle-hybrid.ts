/**
 * Runs and bit-packed groups, as Parquet writes levels and dictionary indexes.
 * Layout: parquet-format, Encodings.md, “Run Length Encoding / Bit-Packing Hybrid (RLE = 3)”.
 */
import { LoupeError } from '../../contract/wire/errors'

/** Fills `into` with numbers of `width` bits (0–32) from `bytes`, never beyond its end. Throws malformed where they are too few. */
export function rleHybrid(bytes: Uint8Array, width: number, into: Uint8Array | Uint32Array): void {
  if (width > 32) throw malformed()
  let at = 0
  let filled = 0
  while (filled < into.length) {
    let header = 0
    for (let shift = 0; ; shift += 7) {
      if (at >= bytes.length || shift > 28) throw malformed()
      const byte = bytes[at]
      at += 1
      header += (byte & 127) * 2 ** shift
      if (byte < 128) break
    }
    const packed = header % 2 === 1
    const count = Math.min(Math.floor(header / 2) * (packed ? 8 : 1), into.length - filled)
    if (count === 0) continue
    if (packed) unpack(bytes, at, width, into, filled, count)
    else into.fill(littleEndian(bytes, at, width), filled, filled + count)
    at += packed ? Math.floor(header / 2) * width : Math.ceil(width / 8)
    filled += count
  }
}

function littleEndian(bytes: Uint8Array, at: number, width: number): number {
  const length = Math.ceil(width / 8)
  if (at + length > bytes.length) throw malformed()
  let value = 0
  for (let i = length - 1; i >= 0; i -= 1) value = value * 256 + bytes[at + i]
  return value
}

/** The last group of a page may be cut to the bytes that are needed. */
function unpack(
  bytes: Uint8Array,
  at: number,
  width: number,
  into: Uint8Array | Uint32Array,
  filled: number,
  count: number
): void {
  if (at + Math.ceil((count * width) / 8) > bytes.length) throw malformed()
  if (width === 1) {
    for (let i = 0; i < count; i += 1) into[filled + i] = (bytes[at + (i >> 3)] >> (i & 7)) & 1
    return
  }
  if (width > 24) unpackWide(bytes, at, width, into, filled, count)
  else unpackNarrow(bytes, at, width, into, filled, count)
}

function unpackNarrow(
  bytes: Uint8Array,
  at: number,
  width: number,
  into: Uint8Array | Uint32Array,
  filled: number,
  count: number
): void {
  const mask = 2 ** width - 1
  let next = at
  let held = 0
  let bits = 0
  for (let i = 0; i < count; i += 1) {
    while (bits < width) {
      held |= bytes[next] << bits
      next += 1
      bits += 8
    }
    into[filled + i] = held & mask
    held >>>= width
    bits -= width
  }
}

/** Not with shifts: 32 bits and some of the next byte do not fit into an int32. */
function unpackWide(
  bytes: Uint8Array,
  at: number,
  width: number,
  into: Uint8Array | Uint32Array,
  filled: number,
  count: number
): void {
  const size = 2 ** width
  let next = at
  let held = 0
  let bits = 0
  for (let i = 0; i < count; i += 1) {
    while (bits < width) {
      held += bytes[next] * 2 ** bits
      next += 1
      bits += 8
    }
    into[filled + i] = held % size
    held = Math.floor(held / size)
    bits -= width
  }
}

function malformed(): LoupeError {
  return new LoupeError('malformed', 'A page of the column is damaged.', { hint: 'Copy or write the file again.' })
}
