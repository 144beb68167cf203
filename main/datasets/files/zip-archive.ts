/**
 * Content of the entries of a zip archive: stored ones are read in place, deflated ones from a temporary file that is made
 * when it is first needed and removed on close.
 */
import { crc32 } from 'node:zlib'
import type { LoupeError } from '../../../contract/wire/errors'
import { grouped } from '../numbers-in-text'
import { type InputFile, namedError } from './input-file'
import { maxUnpackRatio, mostUnpacked } from './unpack-limit'
import { type ZipEntry, zipEntries } from './zip-directory'
import { inflated, inflateToFile, type TemporaryFile } from './zip-inflate'

/** Bytes that lie in a file as they are, from `start` on. */
export interface PlainBytes {
  file: InputFile
  start: number
}

/** Deflate makes 1,032 bytes of one at best. */
const maxRatio = 1032

const again = 'Copy or download the file again.'
const hints = { truncated: again, malformed: again, unsupported: 'Unpack the archive, and write it again without.' }

export class ZipArchive {
  private readonly unpacked = new Map<ZipEntry, Promise<TemporaryFile>>()

  private constructor(
    private readonly file: InputFile,
    readonly entries: readonly ZipEntry[],
    private readonly signal: AbortSignal | undefined
  ) {}

  /** Throws truncated, malformed, unsupported, cancelled. */
  static async open(file: InputFile, signal?: AbortSignal): Promise<ZipArchive> {
    return new ZipArchive(file, await zipEntries(file, signal), signal)
  }

  /** The first `length` bytes of an entry's content; fewer when it is shorter. */
  async head(entry: ZipEntry, length: number): Promise<Uint8Array> {
    const start = await this.startOf(entry)
    const wanted = Math.min(length, entry.bytes)
    if (!entry.deflated) return this.file.read(start, wanted)
    const parts: Uint8Array[] = []
    let have = 0
    for await (const part of inflated({ file: this.file, start, length: entry.compressedBytes }, this.signal)) {
      parts.push(part)
      have += part.length
      if (have >= wanted) break
    }
    return Uint8Array.from(Buffer.concat(parts).subarray(0, wanted))
  }

  /** Checks that `bytes` bytes of content can be there, before any is read: throws truncated, malformed, unsupported. */
  async check(entry: ZipEntry, bytes: number): Promise<void> {
    await this.startOf(entry)
    if (bytes > entry.bytes) {
      throw this.problem('truncated', entry, `needs ${bytes} bytes, the archive holds ${entry.bytes} of it`)
    }
    if (entry.deflated && entry.bytes > (entry.compressedBytes + 1) * maxRatio) {
      throw this.problem('malformed', entry, `can not have ${entry.bytes} bytes: it is compressed to ${entry.compressedBytes}`)
    }
    if (entry.deflated && entry.bytes > mostUnpacked(entry.compressedBytes)) {
      const happened = `would unpack to ${grouped(entry.bytes)} bytes, over ${maxUnpackRatio} times its packed size`
      throw this.problem('unsupported', entry, happened, 'Save it with numpy.savez instead of savez_compressed, or unpack it.')
    }
  }

  /** Where the first `bytes` bytes of an entry's content can be read; for one entry always the same number. */
  async content(entry: ZipEntry, bytes: number): Promise<PlainBytes> {
    await this.check(entry, bytes)
    const start = await this.startOf(entry)
    if (!entry.deflated) return { file: this.file, start }
    const known = this.unpacked.get(entry) ?? this.unpack(entry, start, bytes)
    this.unpacked.set(entry, known)
    return { file: (await known).file, start: 0 }
  }

  async close(): Promise<void> {
    const files = [...this.unpacked.values()]
    this.unpacked.clear()
    await Promise.all(files.map((file) => file.then((open) => open.close()).catch(() => undefined)))
  }

  /** The error about one entry. */
  problem(code: 'truncated' | 'malformed' | 'unsupported', entry: ZipEntry, happened: string, hint = hints[code]): LoupeError {
    return namedError(code, this.file.path, `holds “${entry.name.slice(0, 100)}”, which ${happened}`, hint)
  }

  private async unpack(entry: ZipEntry, start: number, bytes: number): Promise<TemporaryFile> {
    let sum = 0
    let seen = 0
    const check = (piece: Uint8Array): void => {
      sum = crc32(piece, sum)
      seen += piece.length
      if (seen > entry.bytes)
        throw this.problem('malformed', entry, `unpacks to more than the ${entry.bytes} bytes it should have`)
    }
    const made = await inflateToFile({ file: this.file, start, length: entry.compressedBytes }, bytes, check, this.signal)
    if (sum === entry.crc32 || seen < entry.bytes) return made
    await made.close()
    throw this.problem('malformed', entry, 'is damaged: its checksum is wrong')
  }

  /** Where content begins, behind the entry's own header; throws when it does not lie within the file. */
  private async startOf(entry: ZipEntry): Promise<number> {
    if (entry.problem) throw this.problem('unsupported', entry, entry.problem)
    const header = await this.file.read(entry.headerStart, 30)
    const view = new DataView(header.buffer)
    if (header.length < 30 || view.getUint32(0, true) !== 0x04034b50) {
      throw this.problem('malformed', entry, `is not where the archive says (byte ${entry.headerStart})`)
    }
    const start = entry.headerStart + 30 + view.getUint16(26, true) + view.getUint16(28, true)
    if (start + entry.compressedBytes > this.file.sizeBytes) {
      throw this.problem('truncated', entry, `ends at byte ${start + entry.compressedBytes}, the file at ${this.file.sizeBytes}`)
    }
    return start
  }
}
