/** One record batch: its nodes, and the bytes of its buffers, decompressed where they are compressed (each by itself). */
import { promisify } from 'node:util'
import zlib from 'node:zlib'
import type { ArrowBatch } from '../../../codecs/arrow/messages'
import type { ColumnPlace } from '../../../codecs/arrow/schema'
import { lz4Frame } from '../../../codecs/lz4'
import { fileError, type InputFile } from '../../files/input-file'
import type { Recent } from '../columns/recent'
import { atByte } from './messages'

/** A compressed buffer has to be in memory as a whole. */
const maxDecompressedBytes = 512 * 1024 * 1024

export class ArrowRecord {
  readonly byteLength = 0

  constructor(
    readonly file: InputFile,
    /** Where its message lies, for errors. */
    readonly offset: number,
    private readonly bodyStart: number,
    private readonly batch: ArrowBatch,
    private readonly decompressed: Recent<Uint8Array>
  ) {}

  get rows(): number {
    return this.batch.rows
  }

  length({ node }: ColumnPlace): number {
    return this.batch.nodes[2 * node]
  }

  nulls({ node }: ColumnPlace): number {
    return this.batch.nodes[2 * node + 1]
  }

  /** Whether the bytes lie in the file as they are. */
  get plain(): boolean {
    return this.batch.codec === undefined
  }

  /** Fills `into` with the bytes of a column's buffer from `from` on. Throws malformed where the buffer is shorter. */
  async readInto(place: ColumnPlace, buffer: number, from: number, into: Uint8Array): Promise<void> {
    if (!this.plain) {
      into.set(await this.bytes(place, buffer, from, from + into.length))
      return
    }
    const { offset, length } = this.buffer(place, buffer)
    if (from < 0 || from + into.length > length) throw this.tooShort(place)
    await this.file.readInto(into, this.bodyStart + offset + from)
  }

  /** The bytes from … to − 1 of a column's buffer. */
  async bytes(place: ColumnPlace, buffer: number, from: number, to: number): Promise<Uint8Array> {
    const { offset, length } = this.buffer(place, buffer)
    // Offsets are numbers of the file, too.
    if (from < 0 || to < from) throw this.error(`whose column “${place.field.name}” has values before its beginning`)
    if (this.plain) {
      if (to > length) throw this.tooShort(place)
      return this.file.read(this.bodyStart + offset + from, to - from)
    }
    const whole = await this.decompressed.get(`${this.file.path}:${this.bodyStart + offset}`, () => this.inflate(offset, length))
    if (to > whole.length) throw this.tooShort(place)
    return whole.subarray(from, to)
  }

  /** Whether a buffer was left out, as those of columns without nulls are. */
  isEmpty(place: ColumnPlace, buffer: number): boolean {
    return this.buffer(place, buffer).length === 0
  }

  /** Throws malformed where a column's buffer can not hold so many bytes. */
  check(place: ColumnPlace, buffer: number, bytes: number): void {
    if (bytes > (this.plain ? this.buffer(place, buffer).length : maxDecompressedBytes)) throw this.tooShort(place)
  }

  error(what: string): Error {
    return atByte(this.file, this.offset, 'malformed', `has a record batch ${what}`)
  }

  private buffer({ buffer, variadics }: ColumnPlace, nth: number): { offset: number; length: number } {
    let index = buffer + nth
    for (let before = 0; before < variadics; before += 1) index += this.batch.variadics[before] ?? 0
    if (index * 2 >= this.batch.buffers.length) throw this.error('with fewer buffers than its columns have')
    return { offset: this.batch.buffers[2 * index], length: this.batch.buffers[2 * index + 1] }
  }

  /** A compressed buffer is its length (i64; −1 for one that was left as it is) and the compressed bytes. */
  private async inflate(offset: number, length: number): Promise<Uint8Array> {
    if (length === 0) return new Uint8Array(0)
    if (length < 8) throw this.error('with a compressed buffer of less than 8 bytes')
    const bytes = await this.file.read(this.bodyStart + offset, length)
    const promised = Number(new DataView(bytes.buffer).getBigInt64(0, true))
    const packed = bytes.subarray(8)
    if (promised === -1) return packed
    if (promised < 0 || promised > maxDecompressedBytes) throw this.error(`with a compressed buffer of ${promised} bytes`)
    try {
      const out = this.batch.codec === 'lz4' ? lz4Frame(packed, promised) : await zstd(packed, promised)
      if (out.length === promised) return out
    } catch (thrown) {
      throw isOfZlib(thrown) ? this.error('with a damaged compressed buffer') : fileError(thrown, this.file.path)
    }
    throw this.error(`with a compressed buffer that is not the ${promised} bytes it promises`)
  }

  private tooShort({ field }: ColumnPlace): Error {
    return this.error(`whose column “${field.name}” is shorter than its number of rows`)
  }
}

/** At most `length` bytes are made, whatever the bytes promise. A plain array: slices of Node's buffers are no copies. */
async function zstd(packed: Uint8Array, length: number): Promise<Uint8Array> {
  const { buffer, byteOffset, byteLength } = await promisify(zlib.zstdDecompress)(packed, {
    maxOutputLength: Math.max(1, length)
  })
  return new Uint8Array(buffer, byteOffset, byteLength)
}

function isOfZlib(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && /^(ZSTD|Z_|ERR_)/.test(String(thrown.code))
}
