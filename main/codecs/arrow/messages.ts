/**
 * Messages of Arrow IPC as pure functions: what a message is, which nodes and buffers a record batch has, what the footer of a
 * file lists. Layout: format/Message.fbs and format/File.fbs of Apache Arrow.
 */
import { LoupeError } from '../../../contract/wire/errors'
import { FlatTable } from './flatbuffers'
import { type ArrowSchema, arrowSchema } from './schema'

export type ArrowMessage =
  | { kind: 'schema'; schema: ArrowSchema; bodyLength: number }
  | { kind: 'batch'; batch: ArrowBatch; bodyLength: number }
  | { kind: 'dictionary'; id: number; isDelta: boolean; batch: ArrowBatch; bodyLength: number }
  | { kind: 'other'; bodyLength: number }

export interface ArrowBatch {
  rows: number
  /** Length and count of nulls of each node, [nodes · 2]. */
  nodes: Float64Array
  /** Offset in the body and length of each buffer, [buffers · 2]. */
  buffers: Float64Array
  /** How the buffers are compressed, each by itself. */
  codec: 'lz4' | 'zstd' | undefined
  /** Buffers of each view column beyond its first two. */
  variadics: Float64Array
}

/** Where a message of a file lies: its offset, and the length of its prefix and metadata. */
export interface ArrowBlock {
  offset: number
  metadataLength: number
}

/** The first bytes of an Arrow file (Feather V2), which are also its last. */
export const arrowMagic = Uint8Array.from('ARROW1', (letter) => letter.charCodeAt(0))

/** Reads the metadata of a message. Throws malformed, unsupported. */
export function arrowMessage(metadata: Uint8Array): ArrowMessage {
  const message = FlatTable.root(metadata)
  const version = message.i16(0)
  if (version < 3) throw fail('unsupported', `is of Arrow before 0.8 (metadata version ${version + 1})`)
  const bodyLength = message.i64(3)
  const header = message.table(2)
  if (bodyLength < 0 || !header) throw fail('malformed', `promises a body of ${bodyLength} bytes`)
  const type = message.u8(1)
  if (type === 1) return { kind: 'schema', schema: arrowSchema(header, version), bodyLength }
  if (type === 3) return { kind: 'batch', batch: batchOf(header, bodyLength), bodyLength }
  if (type !== 2) return { kind: 'other', bodyLength }
  const data = header.table(1)
  if (!data) throw fail('malformed', 'is a dictionary without values')
  return { kind: 'dictionary', id: header.i64(0), isDelta: header.u8(2) === 1, batch: batchOf(data, bodyLength), bodyLength }
}

/** Schema, dictionaries and record batches as the footer of a file lists them. Throws malformed. */
export function arrowFooter(bytes: Uint8Array): { schema: ArrowSchema; dictionaries: ArrowBlock[]; batches: ArrowBlock[] } {
  const footer = FlatTable.root(bytes)
  const schema = footer.table(1)
  if (!schema) throw fail('malformed', 'has no schema')
  return { schema: arrowSchema(schema, footer.i16(0)), dictionaries: blocksOf(footer, 2), batches: blocksOf(footer, 3) }
}

/** Blocks are structs of offset (i64), metadata length (i32, padded), body length (i64). */
function blocksOf(footer: FlatTable, slot: number): ArrowBlock[] {
  const numbers = footer.numbers(slot, 24, [0, 8])
  return Array.from({ length: numbers.length / 2 }, (_, index) => {
    return { offset: numbers[2 * index], metadataLength: numbers[2 * index + 1] % 2 ** 32 }
  })
}

function batchOf(table: FlatTable, bodyLength: number): ArrowBatch {
  const rows = table.i64(0)
  const nodes = table.numbers(1, 16, [0, 8])
  const buffers = table.numbers(2, 16, [0, 8])
  if (rows < 0 || nodes.some((number) => number < 0)) throw fail('malformed', 'has a negative number of rows')
  for (let at = 0; at < buffers.length; at += 2) {
    const [offset, length] = [buffers[at], buffers[at + 1]]
    if (offset < 0 || length < 0 || offset + length > bodyLength) throw fail('malformed', `has a buffer outside of its body`)
  }
  return { rows, nodes, buffers, codec: codecOf(table), variadics: table.numbers(4, 8, [0]) }
}

function codecOf(table: FlatTable): ArrowBatch['codec'] {
  const compression = table.table(3)
  if (!compression) return undefined
  const codec = compression.u8(0)
  if (codec > 1) throw fail('unsupported', `is compressed in a way (${codec}) that Loupe does not know`)
  return codec === 0 ? 'lz4' : 'zstd'
}

function fail(code: 'malformed' | 'unsupported', what: string): LoupeError {
  return new LoupeError(code, `A message ${what}.`, { hint: 'Write the file again with a current library.' })
}
