/**
 * Size and SHA-256 of a file that is already there, read in pieces.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { FileFacts } from './file-writer'

export async function factsOfFile(path: string, signal?: AbortSignal): Promise<FileFacts> {
  const hash = createHash('sha256')
  let sizeBytes = 0
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20, signal })) {
    hash.update(piece)
    sizeBytes += piece.length
  }
  return { sizeBytes, sha256: hash.digest('hex') }
}
