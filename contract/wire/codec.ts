/**
 * Envelopes as bytes, for transports that carry nothing else (WebSocket).
 * Layout: u32 length of the JSON text, JSON (UTF-8), then each typed array 8-byte aligned.
 * In the JSON a typed array is {"$array": [type, offset, length]}, and NaN, ±∞, −0 and undefined survive as {"$number": …}.
 */

const arrayTypes = { Float64Array, Float32Array, Uint32Array, Int32Array, Uint16Array, Uint8Array } as const
type ArrayType = keyof typeof arrayTypes
type TypedArray = InstanceType<(typeof arrayTypes)[ArrayType]>

/** Bytes of a value made of plain objects, arrays, strings, finite or special numbers, booleans, null and typed arrays. */
export function bytesFromValue(value: unknown): Uint8Array<ArrayBuffer> {
  const parts: { array: TypedArray; offset: number }[] = []
  let offset = 0
  const json = JSON.stringify(prepare(value))
  function prepare(item: unknown): unknown {
    if (typeof item === 'number' && (!Number.isFinite(item) || Object.is(item, -0)))
      return { $number: Object.is(item, -0) ? '-0' : String(item) }
    if (typeof item !== 'object' || item === null) return item
    if (ArrayBuffer.isView(item)) {
      const array = item as TypedArray
      const entry = { array, offset }
      parts.push(entry)
      offset += aligned(array.byteLength)
      return { $array: [typeName(array), entry.offset, array.length] }
    }
    if (Array.isArray(item)) return item.map(prepare)
    return Object.fromEntries(Object.entries(item).map(([key, inner]) => [key, prepare(inner)]))
  }
  const text = new TextEncoder().encode(json)
  const start = aligned(4 + text.length)
  const bytes = new Uint8Array(start + offset)
  new DataView(bytes.buffer).setUint32(0, text.length, true)
  bytes.set(text, 4)
  for (const part of parts)
    bytes.set(new Uint8Array(part.array.buffer, part.array.byteOffset, part.array.byteLength), start + part.offset)
  return bytes
}

/** The value that bytesFromValue wrote; typed arrays are copies. Throws on anything else. */
export function valueFromBytes(input: Uint8Array): unknown {
  const bytes = input.byteOffset % 8 === 0 ? input : input.slice()
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)
  if (4 + length > bytes.length) throw new Error('message shorter than its header says')
  const start = aligned(4 + length)
  const restore = (item: unknown): unknown => {
    if (typeof item !== 'object' || item === null) return item
    if (Array.isArray(item)) return item.map(restore)
    if ('$number' in item) return Number(item.$number)
    if ('$array' in item) return arrayFrom(bytes, start, item.$array)
    return Object.fromEntries(Object.entries(item).map(([key, inner]) => [key, restore(inner)]))
  }
  return restore(JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))))
}

function arrayFrom(bytes: Uint8Array, start: number, description: unknown): TypedArray {
  const [name, offset, length] = description as [ArrayType, number, number]
  const Type = arrayTypes[name]
  if (!Type) throw new Error('unknown array type')
  if (!(offset >= 0 && length >= 0 && start + offset + length * Type.BYTES_PER_ELEMENT <= bytes.length))
    throw new Error('array outside of the message')
  const from = bytes.byteOffset + start + offset
  return new Type(bytes.buffer.slice(from, from + length * Type.BYTES_PER_ELEMENT) as ArrayBuffer)
}

function typeName(array: TypedArray): ArrayType {
  const name = array.constructor.name === 'Buffer' ? 'Uint8Array' : array.constructor.name
  if (!(name in arrayTypes)) throw new Error(`can not send a ${name}`)
  return name as ArrayType
}

function aligned(length: number): number {
  return Math.ceil(length / 8) * 8
}
