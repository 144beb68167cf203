/** Reads the arguments of a pickle's operations; never beyond the end of its bytes. */
import { LoupeError } from '../../../contract/wire/errors'
import { badPickle } from './values'

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
/** Python writes whole numbers of any length; longer ones than this are no data. */
const maxIntegerBytes = 4096

export class PickleCursor {
  private readonly view: DataView

  constructor(
    readonly bytes: Uint8Array,
    public position: number
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  u8(): number {
    return this.bytes[this.advance(1)]
  }

  u16(): number {
    return this.view.getUint16(this.advance(2), true)
  }

  i32(): number {
    return this.view.getInt32(this.advance(4), true)
  }

  u32(): number {
    return this.view.getUint32(this.advance(4), true)
  }

  /** A length; one beyond 2^53 is beyond the end as well. */
  u64(): number {
    return Number(this.view.getBigUint64(this.advance(8), true))
  }

  /** Floats are the only big-endian numbers of the format. */
  f64(): number {
    return this.view.getFloat64(this.advance(8), false)
  }

  /** A view of the next bytes, not a copy. */
  take(length: number): Uint8Array {
    const start = this.advance(length)
    return this.bytes.subarray(start, start + length)
  }

  /** Text of `length` bytes; throws malformed when it is not UTF-8. */
  text(length: number): string {
    const start = this.position
    const bytes = this.take(length)
    try {
      return utf8.decode(bytes)
    } catch {
      throw badPickle(`text at byte ${start} is not UTF-8`)
    }
  }

  /** Text of Python 2, which had bytes for it: UTF-8 where it is, else Latin-1. */
  oldText(length: number): string {
    const bytes = this.take(length)
    try {
      return utf8.decode(bytes)
    } catch {
      return latin1Text(bytes)
    }
  }

  /** Text up to the next line end, which is passed over. */
  line(): string {
    const text = this.text(this.lineLength())
    this.position += 1
    return text
  }

  /** A line whose bytes are characters. */
  latin1Line(): string {
    const text = latin1Text(this.take(this.lineLength()))
    this.position += 1
    return text
  }

  /** A little-endian two's complement number of `length` bytes. */
  integer(length: number): number | bigint {
    if (length > maxIntegerBytes || length < 0) throw badPickle(`a whole number of ${length} bytes at byte ${this.position}`)
    const bytes = this.take(length)
    if (length === 0) return 0
    const digits = Buffer.from(bytes).reverse().toString('hex')
    return plainInteger(BigInt.asIntN(8 * length, BigInt(`0x${digits}`)))
  }

  private lineLength(): number {
    const end = this.bytes.indexOf(0x0a, this.position)
    if (end < 0) throw this.truncated()
    return end - this.position
  }

  private advance(length: number): number {
    const start = this.position
    if (length < 0) throw badPickle(`a length of ${length} at byte ${start}`)
    if (start + length > this.bytes.length) throw this.truncated()
    this.position = start + length
    return start
  }

  private truncated(): LoupeError {
    return new LoupeError('truncated', `The pickle in the file is cut off: it ends at byte ${this.bytes.length}.`, {
      hint: 'Copy or download the file again; it was not written to its end.'
    })
  }
}

/** Not TextDecoder: what it calls latin1 is Windows-1252. */
function latin1Text(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
}

/** A number where it is exact. */
export function plainInteger(value: bigint): number | bigint {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}
