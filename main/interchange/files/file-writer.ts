/**
 * Writes one file piece by piece: size and SHA-256 are known when it is closed, and its bytes are on the disk by then.
 */
import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'

export interface FileFacts {
  sizeBytes: number
  sha256: string
}

export interface FileWriter {
  /** Text is written as UTF-8. */
  write(piece: Uint8Array | string): Promise<void>
  /** Flushes, syncs and closes. */
  finish(): Promise<FileFacts>
  /** Closes without caring for the content; after `finish` it does nothing. */
  abandon(): Promise<void>
}

const bufferBytes = 1 << 20

/** The file must not exist yet. */
export async function createFileWriter(path: string): Promise<FileWriter> {
  const file = await open(path, 'wx')
  const hash = createHash('sha256')
  let waiting: Uint8Array[] = []
  let waitingBytes = 0
  let sizeBytes = 0
  let closed = false

  async function flush(): Promise<void> {
    const bytes = waiting.length === 1 ? waiting[0] : Buffer.concat(waiting)
    waiting = []
    waitingBytes = 0
    await writeAll(file, bytes)
  }

  async function close(): Promise<void> {
    if (closed) return
    closed = true
    await file.close()
  }

  return {
    async write(piece) {
      const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece
      hash.update(bytes)
      sizeBytes += bytes.length
      waiting.push(bytes)
      waitingBytes += bytes.length
      if (waitingBytes >= bufferBytes) await flush()
    },
    async finish() {
      if (waitingBytes > 0) await flush()
      await file.sync()
      await close()
      return { sizeBytes, sha256: hash.digest('hex') }
    },
    abandon: close
  }
}

/** Writes a whole file from its pieces. */
export async function writeFileWhole(path: string, pieces: Iterable<Uint8Array | string>): Promise<FileFacts> {
  const writer = await createFileWriter(path)
  try {
    for (const piece of pieces) await writer.write(piece)
    return await writer.finish()
  } finally {
    await writer.abandon()
  }
}

/** The system may write less than asked; a short write of nothing would loop, so it counts as a full disk. */
async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  let at = 0
  while (at < bytes.length) {
    const { bytesWritten } = await file.write(bytes, at, Math.min(bytes.length - at, 1 << 26))
    if (bytesWritten === 0) throw Object.assign(new Error('Nothing more can be written.'), { code: 'ENOSPC' })
    at += bytesWritten
  }
}
