/**
 * LZ4 frames, as Arrow compresses its buffers. Layouts: doc/lz4_Frame_format.md and doc/lz4_Block_format.md of lz4.
 * Checksums are passed over: the length is checked, and the numbers are looked at anyway.
 */
import { LoupeError } from '../../contract/wire/errors'

const frameMagic = 0x184d2204

/** The content of one frame, exactly `length` bytes. Throws malformed. */
export function lz4Frame(frame: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  // The best that LZ4 does is 255 bytes for one: a longer promise is a lie, and costs no memory.
  if (frame.length < 7 || length > frame.length * 255) throw malformed()
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
  const out = new Uint8Array(length)
  let at = frameHeaderLength(view)
  let filled = 0
  while (at + 4 <= frame.length) {
    const word = view.getUint32(at, true)
    if (word === 0) break
    const size = word & 0x7fffffff
    const block = frame.subarray(at + 4, at + 4 + size)
    if (block.length < size) throw malformed()
    filled = word >>> 31 ? copied(block, out, filled) : decompressed(block, out, filled)
    at += 4 + size + (frame[4] & 0x10 ? 4 : 0)
  }
  if (filled !== length) throw malformed()
  return out
}

/** Magic, flags, block size, then content size and dictionary id where the flags say so, and a checksum. */
function frameHeaderLength(view: DataView): number {
  const flags = view.getUint8(4)
  if (view.getUint32(0, true) !== frameMagic || flags >> 6 !== 1) throw malformed()
  return 7 + (flags & 0x08 ? 8 : 0) + (flags & 0x01 ? 4 : 0)
}

function copied(block: Uint8Array, out: Uint8Array, filled: number): number {
  if (filled + block.length > out.length) throw malformed()
  out.set(block, filled)
  return filled + block.length
}

/** One block, written behind what is there: its matches may reach back into the blocks before. */
function decompressed(block: Uint8Array, out: Uint8Array, filled: number): number {
  let at = 0
  let to = filled
  /** Lengths of 15 and more go on in further bytes, the last of which is not 255. */
  const lengthFrom = (nibble: number): number => {
    let length = nibble
    for (let byte = nibble === 15 ? 255 : 0; byte === 255; ) {
      byte = at < block.length ? block[at] : 0
      at += 1
      length += byte
    }
    return length
  }
  while (at < block.length) {
    const token = block[at]
    at += 1
    const literals = lengthFrom(token >> 4)
    if (at + literals > block.length || to + literals > out.length) throw malformed()
    copyLiterals(block, at, out, to, literals)
    at += literals
    to += literals
    if (at >= block.length) break
    const distance = block[at] | (block[at + 1] << 8)
    at += 2
    const length = lengthFrom(token & 15) + 4
    if (distance === 0 || distance > to || to + length > out.length) throw malformed()
    copyMatch(out, to, distance, length)
    to += length
  }
  return to
}

function copyLiterals(block: Uint8Array, at: number, out: Uint8Array, to: number, length: number): void {
  if (length > 32) out.set(block.subarray(at, at + length), to)
  else for (let i = 0; i < length; i += 1) out[to + i] = block[at + i]
}

/** A match may overlap what it writes: then its beginning repeats. */
function copyMatch(out: Uint8Array, to: number, distance: number, length: number): void {
  if (distance >= length && length > 32) out.copyWithin(to, to - distance, to - distance + length)
  else for (let i = 0; i < length; i += 1) out[to + i] = out[to + i - distance]
}

function malformed(): LoupeError {
  return new LoupeError('malformed', 'A compressed part (LZ4) is damaged.', { hint: 'Copy or write the file again.' })
}
