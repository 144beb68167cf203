/**
 * Where the record batches of an Arrow file lie: from the footer (file format, Feather V2), or by walking from message to
 * message (stream format, as Hugging Face datasets writes it). Bodies are not read.
 */
import { LoupeError } from '../../../../contract/wire/errors'
import { arrowFooter, arrowMagic } from '../../../codecs/arrow/messages'
import type { ArrowSchema } from '../../../codecs/arrow/schema'
import { throwIfCancelled } from '../../cancel'
import { type InputFile, namedError } from '../../files/input-file'
import { atByte, MessageReader, type PlacedMessage } from './messages'

/** One file: its record batches in order, as offsets of their messages and their numbers of rows. */
export interface ArrowPart {
  file: InputFile
  schema: ArrowSchema
  offsets: number[]
  rows: number[]
  dictionaries: DictionaryPlace[]
}

/** A dictionary message counts for the batches from number `batches` on. */
export interface DictionaryPlace {
  id: number
  isDelta: boolean
  offset: number
  batches: number
}

/** Throws truncated, malformed, unsupported, cancelled. */
export async function arrowPart(file: InputFile, signal?: AbortSignal): Promise<ArrowPart> {
  return isArrowFile(await file.read(0, 8)) ? fromFooter(file, signal) : fromStream(file, signal)
}

export function isArrowFile(head: Uint8Array): boolean {
  return head.length >= arrowMagic.length && arrowMagic.every((byte, index) => head[index] === byte)
}

async function fromStream(file: InputFile, signal?: AbortSignal): Promise<ArrowPart> {
  const reader = new MessageReader(file)
  const first = await reader.at(0)
  if (first?.message.kind !== 'schema') throw atByte(file, 0, 'malformed', 'does not begin with a schema')
  const part: ArrowPart = { file, schema: first.message.schema, offsets: [], rows: [], dictionaries: [] }
  for (let offset = first.end; ; ) {
    throwIfCancelled(signal)
    const placed = await reader.at(offset)
    if (!placed) return part
    addMessage(part, offset, placed)
    offset = placed.end
  }
}

async function fromFooter(file: InputFile, signal?: AbortSignal): Promise<ArrowPart> {
  const { schema, dictionaries, batches } = await footerOf(file)
  const part: ArrowPart = { file, schema, offsets: [], rows: [], dictionaries: [] }
  const reader = new MessageReader(file)
  for (const { offset } of [...dictionaries, ...batches]) {
    throwIfCancelled(signal)
    if (offset < 8 || offset >= file.sizeBytes)
      throw namedError('malformed', file.path, misplaced(offset), 'Copy the file again.')
    const placed = await reader.at(offset)
    if (!placed) throw atByte(file, offset, 'malformed', 'has no message where its footer names one')
    addMessage(part, offset, placed)
  }
  return part
}

function misplaced(offset: number): string {
  return `names a part at byte ${offset} in its footer, which is outside of the file`
}

async function footerOf(file: InputFile): Promise<ReturnType<typeof arrowFooter>> {
  const tail = await file.read(Math.max(0, file.sizeBytes - 10), 10)
  if (tail.length < 10 || !isArrowFile(tail.subarray(4))) {
    throw namedError('truncated', file.path, 'is cut off: the end of an Arrow file is missing', 'Copy or download it again.')
  }
  const length = new DataView(tail.buffer).getInt32(0, true)
  const start = file.sizeBytes - 10 - length
  if (length <= 0 || start < 8) throw namedError('malformed', file.path, `has a footer of ${length} bytes`, 'Copy it again.')
  const bytes = await file.read(start, length)
  try {
    return arrowFooter(bytes)
  } catch (thrown) {
    if (!(thrown instanceof LoupeError)) throw thrown
    throw atByte(file, start, thrown.code, `has a footer that can not be read: ${thrown.message.replace(/\.$/, '')}`, thrown.hint)
  }
}

function addMessage(part: ArrowPart, offset: number, { message }: PlacedMessage): void {
  if (message.kind === 'schema') throw atByte(part.file, offset, 'malformed', 'has a second schema')
  if (message.kind === 'dictionary') {
    part.dictionaries.push({ id: message.id, isDelta: message.isDelta, offset, batches: part.offsets.length })
  }
  if (message.kind !== 'batch') return
  part.offsets.push(offset)
  part.rows.push(message.batch.rows)
}
