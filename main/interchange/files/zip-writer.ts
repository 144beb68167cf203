/**
 * A zip archive whose entries are stored, written as they come (APPNOTE.TXT 4.3, zip64 where sizes need it). Checksums follow
 * the content, since they are not known before. Content begins at multiples of 64 bytes, as PyTorch and NumPy like to map it.
 */
import { crc32 } from 'node:zlib'
import type { FileWriter } from './file-writer'

export interface ZipContent {
  name: string
  bytes: number
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
}

interface Written {
  name: Buffer
  bytes: number
  crc: number
  start: number
}

const alignment = 64
const limit = 0xffffffff
/** The checksum follows (bit 3); names are UTF-8 (bit 11). */
const flags = 0x0808

export async function writeZip(writer: FileWriter, entries: Iterable<ZipContent>): Promise<void> {
  const written: Written[] = []
  let at = 0
  for (const entry of entries) {
    const name = Buffer.from(entry.name)
    const header = localHeader(name, at)
    await writer.write(header)
    let crc = 0
    for await (const piece of entry.pieces) {
      crc = crc32(piece, crc)
      await writer.write(piece)
    }
    const tail = descriptor(crc, entry.bytes)
    await writer.write(tail)
    written.push({ name, bytes: entry.bytes, crc, start: at })
    at += header.length + entry.bytes + tail.length
  }
  const directory = Buffer.concat(written.map(directoryEntry))
  await writer.write(directory)
  await writer.write(directoryEnd(written.length, directory.length, at))
}

function localHeader(name: Buffer, at: number): Buffer {
  // An extra field of its own id and length fills up to the boundary.
  const begin = at + 30 + name.length + 4
  const padding = Buffer.alloc((alignment - (begin % alignment)) % alignment, 'Z')
  const extra = Buffer.concat([Buffer.from('FB'), u16(padding.length), padding])
  return Buffer.concat([
    u32(0x04034b50),
    u16(45),
    u16(flags),
    u16(0),
    time,
    u32(0),
    u32(0),
    u32(0),
    u16(name.length),
    u16(extra.length),
    name,
    extra
  ])
}

/** 1980-01-01, so that equal content gives equal bytes. */
const time = Buffer.concat([u16(0), u16(0x21)])

function descriptor(crc: number, bytes: number): Buffer {
  const size = bytes >= limit ? Buffer.concat([u64(bytes), u64(bytes)]) : Buffer.concat([u32(bytes), u32(bytes)])
  return Buffer.concat([u32(0x08074b50), u32(crc), size])
}

function directoryEntry({ name, bytes, crc, start }: Written): Buffer {
  const isLarge = bytes >= limit || start >= limit
  const large = isLarge ? Buffer.concat([u16(1), u16(24), u64(bytes), u64(bytes), u64(start)]) : Buffer.alloc(0)
  const size = u32(isLarge ? limit : bytes)
  const fields = [u32(0x02014b50), u16(45), u16(45), u16(flags), u16(0), time, u32(crc), size, size]
  const rest = [u16(name.length), u16(large.length), u16(0), u16(0), u16(0), u32(0), u32(isLarge ? limit : start)]
  return Buffer.concat([...fields, ...rest, name, large])
}

function directoryEnd(count: number, bytes: number, at: number): Buffer {
  const isLarge = at + bytes >= limit
  const place = u32(isLarge ? limit : at)
  const end = Buffer.concat([u32(0x06054b50), u16(0), u16(0), u16(count), u16(count), u32(bytes), place, u16(0)])
  if (!isLarge) return end
  const record = [u32(0x06064b50), u64(44), u16(45), u16(45), u32(0), u32(0), u64(count), u64(count), u64(bytes), u64(at)]
  const locator = [u32(0x07064b50), u32(0), u64(at + bytes), u32(1)]
  return Buffer.concat([...record, ...locator, end])
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(BigInt(value))
  return bytes
}
