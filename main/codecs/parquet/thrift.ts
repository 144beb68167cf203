/**
 * Structures in Thrift's compact protocol, as Parquet writes its headers and footer.
 * Layout: apache/thrift doc/specs/thrift-compact-protocol.md. Pure.
 */

/** A value with its type: whole numbers (i32, i64), bytes or text, lists of one type, structures by field number. */
export type ThriftValue =
  | { i32: number }
  | { i64: number }
  | { text: string }
  | { list: ThriftValue[] }
  | { fields: ThriftFields }

/** Ascending field numbers; undefined is left out. */
export type ThriftFields = Record<number, ThriftValue | undefined>

const types = { i32: 5, i64: 6, text: 8, list: 9, fields: 12 } as const

export function thriftStruct(fields: ThriftFields): Uint8Array {
  const bytes: number[] = []
  addStruct(bytes, fields)
  return Uint8Array.from(bytes)
}

function addStruct(bytes: number[], fields: ThriftFields): void {
  let before = 0
  for (const [key, value] of Object.entries(fields)) {
    if (value === undefined) continue
    const id = Number(key)
    // Fields are numbered by their distance; none here is more than 15.
    bytes.push(((id - before) << 4) | typeOf(value))
    before = id
    addValue(bytes, value)
  }
  bytes.push(0)
}

function addValue(bytes: number[], value: ThriftValue): void {
  if ('i32' in value) addVarint(bytes, zigzag(value.i32))
  else if ('i64' in value) addVarint(bytes, zigzag(value.i64))
  else if ('text' in value) addText(bytes, value.text)
  else if ('list' in value) addList(bytes, value.list)
  else addStruct(bytes, value.fields)
}

function addText(bytes: number[], text: string): void {
  const encoded = new TextEncoder().encode(text)
  addVarint(bytes, BigInt(encoded.length))
  for (const byte of encoded) bytes.push(byte)
}

function addList(bytes: number[], list: ThriftValue[]): void {
  const type = list.length === 0 ? types.i32 : typeOf(list[0])
  if (list.length < 15) bytes.push((list.length << 4) | type)
  else {
    bytes.push(0xf0 | type)
    addVarint(bytes, BigInt(list.length))
  }
  for (const value of list) addValue(bytes, value)
}

function typeOf(value: ThriftValue): number {
  return types[Object.keys(value)[0] as keyof typeof types]
}

function zigzag(value: number): bigint {
  const whole = BigInt(value)
  return whole < 0n ? -whole * 2n - 1n : whole * 2n
}

function addVarint(bytes: number[], value: bigint): void {
  let rest = value
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128)
    rest >>= 7n
  }
  bytes.push(Number(rest))
}
