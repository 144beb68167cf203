/** Zip archives made by hand, so that they can lie, and files changed at random places. */
import { crc32, deflateRawSync } from 'node:zlib'

export interface HandMade {
  name: string
  content: Buffer
  deflated?: boolean
  /** Deflated content that is not that of `content`. */
  packed?: Buffer
  flags?: number
  /** What the directory says, where it is not the truth. */
  bytes?: number
  compressedBytes?: number
  crc32?: number
  headerStart?: number
}

/** A zip archive (APPNOTE.TXT 4.3). */
export function zipBytes(files: HandMade[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const file of files) {
    const packed = file.packed ?? (file.deflated ? deflateRawSync(file.content) : file.content)
    const facts = factsOf(file, packed)
    const local = Buffer.concat([field(4, 0x04034b50), facts, field(2, 0), Buffer.from(file.name)])
    const place = large(file) ? zip64(file, packed) : Buffer.alloc(0)
    const rest = [
      field(2, place.length),
      field(2, 0),
      field(2, 0),
      field(2, 0),
      field(4, 0),
      field(4, file.headerStart ?? offset)
    ]
    directory.push(Buffer.concat([field(4, 0x02014b50), field(2, 45), facts, ...rest, Buffer.from(file.name), place]))
    parts.push(local, packed)
    offset += local.length + packed.length
  }
  const list = Buffer.concat(directory)
  const count = field(2, files.length)
  return Buffer.concat([
    ...parts,
    list,
    field(4, 0x06054b50),
    field(4, 0),
    count,
    count,
    field(4, list.length),
    field(4, offset),
    field(2, 0)
  ])
}

/** From the version needed to the length of the name. */
function factsOf(file: HandMade, packed: Buffer): Buffer {
  const method = file.deflated || file.packed ? 8 : 0
  const sizes = large(file)
    ? [0xffffffff, 0xffffffff]
    : [file.compressedBytes ?? packed.length, file.bytes ?? file.content.length]
  const sum = file.crc32 ?? crc32(file.content)
  const numbers = [field(2, 45), field(2, file.flags ?? 0), field(2, method), field(4, 0), field(4, sum)]
  return Buffer.concat([...numbers, field(4, sizes[0]), field(4, sizes[1]), field(2, Buffer.byteLength(file.name))])
}

function large({ bytes = 0 }: HandMade): boolean {
  return bytes > 0xffffffff
}

function zip64({ bytes = 0 }: HandMade, packed: Buffer): Buffer {
  const sizes = Buffer.alloc(16)
  sizes.writeBigUInt64LE(BigInt(bytes), 0)
  sizes.writeBigUInt64LE(BigInt(packed.length), 8)
  return Buffer.concat([field(2, 1), field(2, 16), sizes])
}

function field(width: number, value: number): Buffer {
  const bytes = Buffer.alloc(width)
  bytes.writeUIntLE(value, 0, width)
  return bytes
}

/** Copies that are cut at some place or have some bytes changed; the same ones for a seed. */
export function* mutations(sources: Buffer[], count: number, seed: number): Generator<Buffer> {
  const random = randomNumbers(seed)
  const below = (limit: number): number => Math.floor(random() * limit)
  for (let i = 0; i < count; i += 1) {
    const bytes = Buffer.from(sources[i % sources.length])
    if (i % 4 === 0) yield bytes.subarray(0, below(bytes.length - 1) + 1)
    else {
      for (let n = below(4); n >= 0; n -= 1) bytes[interesting(bytes.length, below)] = below(256)
      yield bytes
    }
  }
}

/** Headers lie at the ends; numbers between them may be anything. */
function interesting(length: number, below: (limit: number) => number): number {
  const edge = Math.min(length, 700)
  return [below(edge), length - 1 - below(edge), below(length)][below(3)]
}

/** mulberry32 */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
