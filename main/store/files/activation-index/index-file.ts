/** One of the two files of the activation index, open for reading: its table, and entries of it. */
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { LoupeError } from '../../../../contract/wire/errors'
import {
  broken,
  checkTable,
  entryBytes,
  fileNames,
  headerBytes,
  headerFromBytes,
  type IndexHeader,
  type IndexKind,
  listed,
  tableLength,
  tableStart
} from './format'
import { readExactly } from './parts'

export interface IndexFile {
  file: FileHandle
  path: string
  header: IndexHeader
  table: Uint32Array
  /** One for each row or feature; undefined in an index of format 1. */
  digests: Uint32Array | undefined
}

/** Throws `not-found`, `truncated` (half-written), `malformed` or `newer`. */
export async function openIndexFile(folder: string, kind: IndexKind): Promise<IndexFile> {
  const path = join(folder, fileNames[kind])
  const file = await open(path, 'r').catch(() => {
    throw new LoupeError('not-found', 'The stored activations are missing', { hint: 'Analyze the run again.', place: path })
  })
  try {
    const headerAsBytes = await readExactly(file, 0, headerBytes)
    const header = headerFromBytes(headerAsBytes, kind, (await file.stat()).size, path)
    const { buffer } = await readExactly(file, tableStart(header), 4 * tableLength(header))
    const table = new Uint32Array(buffer)
    checkTable(header, headerAsBytes, table, path)
    return { file, path, header, table, digests: header.hasDigests ? table.subarray(-listed(header)) : undefined }
  } catch (thrown) {
    await file.close()
    throw thrown
  }
}

/** Entries from `start` on. Throws truncated. */
export async function readEntries(from: IndexFile, start: number, count: number): Promise<Uint8Array<ArrayBuffer>> {
  const width = entryBytes(from.header)
  const bytes = await readExactly(from.file, headerBytes + start * width, count * width)
  if (bytes.length < count * width) throw broken('truncated', 'became shorter', from.path)
  return bytes
}
