/** Messages of an Arrow stream at a place of a file. The layout of their metadata is in main/codecs/arrow-messages. */
import { LoupeError } from '../../../../contract/wire/errors'
import { type ArrowMessage, arrowMessage } from '../../../codecs/arrow/messages'
import { type InputFile, namedError } from '../../files/input-file'

export interface PlacedMessage {
  message: ArrowMessage
  /** Where its body begins and ends. */
  bodyStart: number
  end: number
}

/** Metadata of one batch: a few hundred bytes. What is longer than this is no metadata. */
const maxMetadataBytes = 64 * 1024 * 1024
const windowBytes = 64 * 1024
const continuation = 0xffffffff

/** Reads messages one after the other; small ones share a read. */
export class MessageReader {
  private window = new Uint8Array(0)
  private windowStart = 0

  constructor(private readonly file: InputFile) {}

  /** The message at a byte; undefined at the end of the stream. Throws truncated, malformed, unsupported with the byte. */
  async at(offset: number): Promise<PlacedMessage | undefined> {
    const { file } = this
    if (offset === file.sizeBytes) return undefined
    // Streams from before Arrow 0.15 end with four bytes of zero.
    if (offset + 8 > file.sizeBytes) {
      if (offset + 4 === file.sizeBytes && (await this.bytes(offset, 4)).every((byte) => byte === 0)) return undefined
      throw cutOff(file, offset)
    }
    const prefix = await this.bytes(offset, 8)
    const view = new DataView(prefix.buffer, prefix.byteOffset, 8)
    // Before Arrow 0.15 the length came without the word before it.
    const prefixLength = view.getUint32(0, true) === continuation ? 8 : 4
    const length = view.getUint32(prefixLength - 4, true)
    if (length === 0) return undefined
    if (length > maxMetadataBytes) throw atByte(file, offset, 'malformed', `has a message of ${length} bytes`)
    const metadataStart = offset + prefixLength
    if (metadataStart + length > file.sizeBytes) throw cutOff(file, offset)
    const message = decoded(file, offset, await this.bytes(metadataStart, length))
    const bodyStart = metadataStart + length
    if (bodyStart + message.bodyLength > file.sizeBytes) throw cutOff(file, offset)
    return { message, bodyStart, end: bodyStart + message.bodyLength }
  }

  private async bytes(offset: number, length: number): Promise<Uint8Array> {
    const from = offset - this.windowStart
    if (from >= 0 && from + length <= this.window.length) return this.window.subarray(from, from + length)
    const window = await this.file.read(offset, Math.max(length, windowBytes))
    this.window = window
    this.windowStart = offset
    return window.subarray(0, length)
  }
}

function decoded(file: InputFile, offset: number, metadata: Uint8Array): ArrowMessage {
  try {
    return arrowMessage(metadata)
  } catch (thrown) {
    if (!(thrown instanceof LoupeError)) throw thrown
    throw atByte(file, offset, thrown.code, `can not be read: ${thrown.message.replace(/\.$/, '')}`, thrown.hint)
  }
}

/** An error about a file that names the byte. */
export function atByte(file: InputFile, offset: number, code: LoupeError['code'], what: string, hint?: string): LoupeError {
  return namedError(code, file.path, `${what} (at byte ${offset})`, hint ?? 'Copy or write the file again.')
}

function cutOff(file: InputFile, offset: number): LoupeError {
  const what = `is cut off: it has ${file.sizeBytes} bytes, a message in it is longer`
  return atByte(file, offset, 'truncated', what, 'Copy or download the file again; it was not written to its end.')
}
