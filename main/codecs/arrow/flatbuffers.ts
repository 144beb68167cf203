/**
 * Reads FlatBuffers tables from bytes nobody vouches for: every offset is checked, and a budget stops tables that are named
 * again and again. Layout: flatbuffers.dev/internals. What the fields mean is the business of main/codecs/arrow-*.
 */
import { LoupeError } from '../../../contract/wire/errors'

/** What one message may cost to read; shared by all tables of it. */
interface Budget {
  tables: number
  bytes: number
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

export class FlatTable {
  private constructor(
    private readonly view: DataView,
    private readonly at: number,
    private readonly budget: Budget
  ) {
    budget.tables -= 1
    if (budget.tables < 0) throw malformed('has too many tables')
  }

  /** The root table of a message. Throws malformed. */
  static root(bytes: Uint8Array): FlatTable {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    return checked(() => new FlatTable(view, view.getUint32(0, true), { tables: 100_000, bytes: 64 * 1024 * 1024 }))
  }

  /** The numbers at a slot; `otherwise` where the field was left out. Throws malformed. */
  u8(slot: number, otherwise = 0): number {
    return this.scalar(slot, otherwise, (at) => this.view.getUint8(at))
  }

  i16(slot: number, otherwise = 0): number {
    return this.scalar(slot, otherwise, (at) => this.view.getInt16(at, true))
  }

  i32(slot: number, otherwise = 0): number {
    return this.scalar(slot, otherwise, (at) => this.view.getInt32(at, true))
  }

  /** A 64-bit number; throws malformed beyond 2^53. */
  i64(slot: number, otherwise = 0): number {
    return this.scalar(slot, otherwise, (at) => safeNumber(this.view, at))
  }

  text(slot: number): string | undefined {
    const at = this.field(slot)
    if (at === 0) return undefined
    return checked(() => {
      const begin = at + this.view.getUint32(at, true)
      return this.textOf(begin + 4, this.view.getUint32(begin, true))
    })
  }

  table(slot: number): FlatTable | undefined {
    const at = this.field(slot)
    return at === 0 ? undefined : checked(() => new FlatTable(this.view, at + this.view.getUint32(at, true), this.budget))
  }

  tables(slot: number): FlatTable[] {
    const { begin, count } = this.vector(slot, 4)
    const places = Array.from({ length: count }, (_, index) => begin + 4 * index)
    return checked(() => places.map((at) => new FlatTable(this.view, at + this.view.getUint32(at, true), this.budget)))
  }

  /** 64-bit numbers of a vector of structs that are `width` bytes each, those at `offsets` in each: [count · offsets]. */
  numbers(slot: number, width: number, offsets: number[]): Float64Array {
    const { begin, count } = this.vector(slot, width)
    const numbers = new Float64Array(count * offsets.length)
    for (let index = 0; index < count; index += 1)
      for (const [j, offset] of offsets.entries())
        numbers[index * offsets.length + j] = safeNumber(this.view, begin + index * width + offset)
    return numbers
  }

  private scalar(slot: number, otherwise: number, read: (at: number) => number): number {
    const at = this.field(slot)
    return at === 0 ? otherwise : checked(() => read(at))
  }

  /** Where a field lies; 0 when it was left out. */
  private field(slot: number): number {
    return checked(() => {
      const layout = this.at - this.view.getInt32(this.at, true)
      const entry = 4 + 2 * slot
      const offset = entry + 2 <= this.view.getUint16(layout, true) ? this.view.getUint16(layout + entry, true) : 0
      return offset === 0 ? 0 : this.at + offset
    })
  }

  private vector(slot: number, width: number): { begin: number; count: number } {
    const at = this.field(slot)
    if (at === 0) return { begin: 0, count: 0 }
    return checked(() => {
      const place = at + this.view.getUint32(at, true)
      const count = this.view.getUint32(place, true)
      if (place + 4 + count * width > this.view.byteLength) throw malformed('is shorter than a list in it')
      return { begin: place + 4, count }
    })
  }

  private textOf(begin: number, length: number): string {
    this.budget.bytes -= length
    if (begin + length > this.view.byteLength || this.budget.bytes < 0) throw malformed('is shorter than a text in it')
    return utf8.decode(new Uint8Array(this.view.buffer, this.view.byteOffset + begin, length))
  }
}

function safeNumber(view: DataView, at: number): number {
  const number = Number(view.getBigInt64(at, true))
  if (!Number.isSafeInteger(number)) throw malformed(`has the number ${number}`)
  return number
}

/** A DataView throws plain errors where an offset leads outside; wrong UTF-8 does so, too. */
function checked<T>(read: () => T): T {
  try {
    return read()
  } catch (thrown) {
    if (thrown instanceof LoupeError) throw thrown
    throw malformed(thrown instanceof RangeError ? 'points outside of itself' : 'has a text that is not UTF-8')
  }
}

function malformed(what: string): LoupeError {
  return new LoupeError('malformed', `The description of its content ${what}.`, { hint: 'Copy or write the file again.' })
}
