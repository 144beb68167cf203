/**
 * Parquet files of flat columns: plain values, not compressed, one page for each column of a row group.
 * Layout: apache/parquet-format README.md, Encodings.md (PLAIN = 0, RLE = 3), parquet.thrift. Pure; every reader can open it.
 */
import { type ThriftFields, type ThriftValue, thriftStruct } from './thrift'

/** `json` is text that holds JSON. An optional column may hold null. */
export interface ParquetColumn {
  name: string
  kind: 'i32' | 'i64' | 'f32' | 'f64' | 'text' | 'json'
  optional?: boolean
}

export type ParquetCell = number | string | null

/** What the footer has to know of a row group. */
export interface WrittenGroup {
  rows: number
  bytes: number
  chunks: { column: ParquetColumn; offset: number; bytes: number }[]
}

export const parquetMagic = new TextEncoder().encode('PAR1')

/** Numbers of parquet.thrift: Type, and ConvertedType of texts. */
const physical = { i32: 1, i64: 2, f32: 4, f64: 5, text: 6, json: 6 } as const
const converted = { text: 0, json: 19 } as const
const plain = 0
const rle = 3

/** The bytes of a row group that begins at `offset`; columns of equal lengths. */
export function parquetGroup(
  columns: ParquetColumn[],
  values: ArrayLike<ParquetCell>[],
  offset: number
): { pieces: Uint8Array[]; group: WrittenGroup } {
  const rows = values[0].length
  const pieces: Uint8Array[] = []
  const chunks: WrittenGroup['chunks'] = []
  let at = offset
  for (const [index, column] of columns.entries()) {
    const own = page(column, values[index])
    const bytes = own.reduce((sum, piece) => sum + piece.length, 0)
    chunks.push({ column, offset: at, bytes })
    pieces.push(...own)
    at += bytes
  }
  return { pieces, group: { rows, bytes: at - offset, chunks } }
}

/** What stands after the last row group: footer, its length, the magic number. */
export function parquetEnd(columns: ParquetColumn[], groups: WrittenGroup[], metadata: Record<string, string> = {}): Uint8Array {
  const rows = groups.reduce((sum, group) => sum + group.rows, 0)
  const footer = thriftStruct({
    1: { i32: 1 },
    2: { list: [element({ 4: text('schema'), 5: { i32: columns.length } }), ...columns.map(columnElement)] },
    3: { i64: rows },
    4: { list: groups.map(groupRecord) },
    5: { list: Object.entries(metadata).map(([key, value]) => element({ 1: text(key), 2: text(value) })) },
    6: text('Loupe')
  })
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, footer.length, true)
  return joined([footer, length, parquetMagic])
}

function page(column: ParquetColumn, cells: ArrayLike<ParquetCell>): Uint8Array[] {
  const content = [...(column.optional ? levels(cells) : []), plainValues(column, cells)]
  const bytes = content.reduce((sum, piece) => sum + piece.length, 0)
  const header = thriftStruct({
    1: { i32: 0 },
    2: { i32: bytes },
    3: { i32: bytes },
    5: element({ 1: { i32: cells.length }, 2: { i32: plain }, 3: { i32: rle }, 4: { i32: rle } })
  })
  return [header, ...content]
}

/** Which cells have a value: one bit each, in bit-packed groups of eight, after their length. */
function levels(cells: ArrayLike<ParquetCell>): Uint8Array[] {
  const groups = Math.ceil(cells.length / 8)
  const packed = new Uint8Array(groups)
  for (let i = 0; i < cells.length; i += 1) if (cells[i] !== null) packed[i >> 3] |= 1 << (i & 7)
  const head: number[] = []
  let header = groups * 2 + 1
  for (; header > 127; header = Math.floor(header / 128)) head.push((header % 128) | 128)
  head.push(header)
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, head.length + packed.length, true)
  return [length, Uint8Array.from(head), packed]
}

function plainValues({ kind }: ParquetColumn, cells: ArrayLike<ParquetCell>): Uint8Array {
  const present = Array.prototype.filter.call(cells, (cell: ParquetCell) => cell !== null) as ArrayLike<ParquetCell>
  if (kind === 'text' || kind === 'json') return texts(present as ArrayLike<string>)
  const numbers = present as ArrayLike<number>
  if (kind === 'i64') return raw(BigInt64Array.from(Array.from(numbers), BigInt))
  const arrays = { i32: Int32Array, f32: Float32Array, f64: Float64Array }
  return raw(arrays[kind].from(numbers))
}

function texts(values: ArrayLike<string>): Uint8Array {
  const encoder = new TextEncoder()
  const pieces: Uint8Array[] = []
  for (let i = 0; i < values.length; i += 1) {
    const bytes = encoder.encode(values[i])
    const length = new Uint8Array(4)
    new DataView(length.buffer).setUint32(0, bytes.length, true)
    pieces.push(length, bytes)
  }
  return joined(pieces)
}

function columnElement({ name, kind, optional }: ParquetColumn): ThriftValue {
  const repetition: ThriftValue = { i32: optional ? 1 : 0 }
  const conversion = kind === 'text' || kind === 'json' ? { 6: { i32: converted[kind] } } : {}
  return element({ 1: { i32: physical[kind] }, 3: repetition, 4: text(name), ...conversion })
}

function groupRecord({ rows, bytes, chunks }: WrittenGroup): ThriftValue {
  const list = chunks.map(({ column, offset, bytes: size }) =>
    element({
      2: { i64: offset },
      3: element({
        1: { i32: physical[column.kind] },
        2: { list: [{ i32: plain }, { i32: rle }] },
        3: { list: [text(column.name)] },
        4: { i32: 0 },
        5: { i64: rows },
        6: { i64: size },
        7: { i64: size },
        9: { i64: offset }
      })
    })
  )
  return element({ 1: { list }, 2: { i64: bytes }, 3: { i64: rows } })
}

function element(fields: ThriftFields): ThriftValue {
  return { fields }
}

function text(value: string): ThriftValue {
  return { text: value }
}

function raw(numbers: Int32Array | BigInt64Array | Float32Array | Float64Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)
}

function joined(pieces: Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}
