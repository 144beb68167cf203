/**
 * Deflated bytes of a file as a stream, and such a stream as a temporary file that can be read at any place.
 * Nothing is believed: inflating stops at the number of bytes that was asked for.
 */
import { type FileHandle, mkdtemp, open, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline, Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { LoupeError } from '../../../contract/wire/errors'
import { throwIfCancelled } from '../cancel'
import { InputFile, namedError } from './input-file'

/** Deflated bytes within a file. */
export interface Deflated {
  file: InputFile
  start: number
  length: number
}

const readBytes = 256 * 1024

/** Inflated bytes, piece by piece. Throws malformed, truncated, cancelled. */
export async function* inflated({ file, start, length }: Deflated, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const inflate = createInflateRaw({ chunkSize: readBytes })
  // The callback's error is the one that the loop below throws.
  pipeline(Readable.from(pieces(file, start, length, signal), { objectMode: false }), inflate, () => undefined)
  try {
    for await (const piece of inflate) yield piece
  } catch (thrown) {
    throw inflateError(file, thrown)
  }
}

async function* pieces(file: InputFile, start: number, length: number, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  for (let done = 0; done < length; done += readBytes) {
    throwIfCancelled(signal)
    yield await file.read(start + done, Math.min(readBytes, length - done))
  }
}

/** A file without a name of its own that is gone when it is closed. */
export interface TemporaryFile {
  file: InputFile
  close(): Promise<void>
}

/**
 * Writes `bytes` inflated bytes to a temporary file. `check` sees each piece and may throw at any.
 * Throws truncated when there are fewer, disk-full before writing when they would not fit, malformed, cancelled.
 */
export async function inflateToFile(
  source: Deflated,
  bytes: number,
  check: (piece: Uint8Array) => void,
  signal?: AbortSignal
): Promise<TemporaryFile> {
  await checkSpace(source.file, bytes)
  const folder = await mkdtemp(join(tmpdir(), 'loupe-'))
  const close = () => rm(folder, { recursive: true, force: true })
  try {
    const path = join(folder, 'array')
    const written = await writePieces(path, inflated(source, signal), bytes, check)
    if (written < bytes) throw endsEarly(source.file, written, bytes)
    return await openTemporary(path, close)
  } catch (thrown) {
    await close()
    throw thrown
  }
}

async function writePieces(
  path: string,
  source: AsyncIterable<Uint8Array>,
  bytes: number,
  check: (piece: Uint8Array) => void
): Promise<number> {
  const target = await open(path, 'wx', 0o600)
  try {
    let written = 0
    for await (const piece of source) {
      const wanted = piece.subarray(0, bytes - written)
      check(piece)
      await writeAll(target, wanted)
      written += wanted.length
      if (wanted.length < piece.length) break
    }
    return written
  } finally {
    await target.close()
  }
}

async function writeAll(target: FileHandle, bytes: Uint8Array): Promise<void> {
  let done = 0
  while (done < bytes.length) done += (await target.write(bytes, done)).bytesWritten
}

/** The name is taken away at once where the system allows it: nothing stays behind, whatever happens. */
async function openTemporary(path: string, remove: () => Promise<void>): Promise<TemporaryFile> {
  const file = await InputFile.open(path)
  await remove().catch(() => undefined)
  const close = async () => {
    await file.close()
    await remove()
  }
  return { file, close }
}

async function checkSpace(file: InputFile, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(tmpdir())
  if (bytes <= bavail * bsize) return
  const happened = `is compressed, and unpacking it needs ${Math.ceil(bytes / 2 ** 20)} MB in the folder for temporary files`
  throw namedError('disk-full', file.path, happened, 'Free some space, or save the arrays uncompressed: numpy.savez.')
}

function endsEarly(file: InputFile, written: number, bytes: number): LoupeError {
  const happened = `is cut off: ${bytes} bytes were to be unpacked, there are ${written}`
  return namedError('truncated', file.path, happened, 'Copy or download the file again.')
}

function inflateError(file: InputFile, thrown: unknown): unknown {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
  if (thrown instanceof LoupeError || !code.startsWith('Z_')) return thrown
  const happened = 'holds compressed data that is damaged'
  return namedError(code === 'Z_BUF_ERROR' ? 'truncated' : 'malformed', file.path, happened, 'Copy or download the file again.')
}
