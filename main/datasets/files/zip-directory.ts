/**
 * The directory of a zip archive: what is in it and where, also beyond 4 GB (zip64). Names are labels only: nothing is
 * ever written or looked up under them. The directory is read by yauzl through positional reads of the file.
 */
import { fromRandomAccessReaderPromise, RandomAccessReader, type Entry as YauzlEntry, type ZipFile } from 'yauzl'
import { LoupeError } from '../../../contract/wire/errors'
import { throwIfCancelled } from '../cancel'
import { type InputFile, namedError } from './input-file'

export interface ZipEntry {
  name: string
  /** Why its content can not be read: “is encrypted”. */
  problem?: string
  deflated: boolean
  compressedBytes: number
  /** Uncompressed, as the directory says. */
  bytes: number
  crc32: number
  /** Where its own header begins. */
  headerStart: number
}

const maxEntries = 100_000
const maxNameLength = 4096

/** All entries in the order of the directory. Throws truncated, malformed (also: two of one name), unsupported, cancelled. */
export async function zipEntries(file: InputFile, signal?: AbortSignal): Promise<ZipEntry[]> {
  const reader = new FileReader(file)
  try {
    return await Promise.race([listed(file, reader, signal), reader.failed])
  } catch (thrown) {
    throw zipError(file, thrown)
  }
}

async function listed(file: InputFile, reader: FileReader, signal?: AbortSignal): Promise<ZipEntry[]> {
  const zip = await fromRandomAccessReaderPromise(reader, file.sizeBytes, { autoClose: false })
  if (zip.entryCount > maxEntries) throw namedError('unsupported', file.path, 'holds more than 100,000 files', tooMany)
  return await entriesOf(file, zip, signal)
}

async function entriesOf(file: InputFile, zip: ZipFile, signal?: AbortSignal): Promise<ZipEntry[]> {
  const entries = new Map<string, ZipEntry>()
  for await (const entry of zip.eachEntry()) {
    throwIfCancelled(signal)
    const { fileName } = entry
    if (entries.has(fileName) || fileName.length > maxNameLength) {
      throw namedError('malformed', file.path, `holds two files of one name: “${fileName.slice(0, 100)}”`, 'Write it again.')
    }
    entries.set(fileName, entryFrom(entry))
  }
  return [...entries.values()]
}

const tooMany = 'Split the arrays over several files.'

function entryFrom(entry: YauzlEntry): ZipEntry {
  const { compressionMethod: method } = entry
  const encrypted = entry.isEncrypted() ? 'is encrypted' : undefined
  const problem =
    encrypted ?? (method === 0 || method === 8 ? undefined : `is compressed in a way Loupe does not read (method ${method})`)
  return {
    name: entry.fileName,
    ...(problem ? { problem } : {}),
    deflated: method === 8,
    compressedBytes: entry.compressedSize,
    bytes: entry.uncompressedSize,
    crc32: entry.crc32,
    headerStart: entry.relativeOffsetOfLocalHeader
  }
}

const windowBytes = 64 * 1024

/** What yauzl reads through: the directory lies in one piece, so that some 64 KB are kept. */
class FileReader extends RandomAccessReader {
  private window: Uint8Array = new Uint8Array(0)
  private windowStart = 0
  private fail: (error: unknown) => void = () => undefined
  /** Rejects for what is thrown where nobody waits: within yauzl's callbacks. */
  readonly failed = new Promise<never>((_, reject) => {
    this.fail = reject
  })

  constructor(private readonly file: InputFile) {
    super()
    this.failed.catch(() => undefined)
  }

  override read(into: Buffer, at: number, length: number, position: number, callback: (error: Error | null) => void): void {
    this.fill(into.subarray(at, at + length), position)
      .then(
        () => callback(null),
        (error) => callback(error)
      )
      .catch(this.fail)
  }

  override close(callback: (error: Error | null) => void): void {
    callback(null)
  }

  private async fill(into: Uint8Array, position: number): Promise<void> {
    const end = position + into.length
    if (!Number.isSafeInteger(position) || end > this.file.sizeBytes) throw new Error('unexpected EOF')
    if (into.length > windowBytes) return this.file.readInto(into, position)
    if (position < this.windowStart || end > this.windowStart + this.window.length) {
      this.windowStart = position
      this.window = await this.file.read(position, windowBytes)
    }
    into.set(this.window.subarray(position - this.windowStart, end - this.windowStart))
  }
}

/** yauzl throws plain errors: they become coded ones that name the file. */
function zipError(file: InputFile, thrown: unknown): unknown {
  if (thrown instanceof LoupeError) return thrown
  const why = thrown instanceof Error ? thrown.message : String(thrown)
  if (/unexpected EOF|not found/.test(why)) {
    return namedError(
      'truncated',
      file.path,
      'is cut off: the directory of the zip archive is missing',
      'Copy or download the file again.'
    )
  }
  const code = /encryption|multi-disk/.test(why) ? 'unsupported' : 'malformed'
  return namedError(code, file.path, `can not be read as a zip archive: ${why.slice(0, 200)}`, 'Copy or download the file again.')
}
