/**
 * Text tables that were compressed with gzip (.csv.gz, .jsonl.gz): unpacked into a temporary file, since rows are read in any
 * order, and removed when the file is closed. What unpacks to far more than text does is stopped.
 */
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { LoupeError } from '../../../contract/wire/errors'
import { throwIfCancelled } from '../cancel'
import { fileError, InputFile, namedError } from '../files/input-file'
import { maxUnpackRatio, mostUnpacked } from '../files/unpack-limit'
import { csv } from './csv'
import type { Format, OpenedFile, OpenOptions, RowSource, TableBlock, TableSource } from './format'
import { jsonl } from './jsonl'

export const gzip: Format = { name: 'gzip', extensions: ['gz'], recognizes, open }

const chunkBytes = 1024 * 1024

function recognizes(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b
}

async function open(file: InputFile, o: OpenOptions): Promise<OpenedFile> {
  const name = file.name.replace(/\.gz$/i, '')
  const format = [csv, jsonl].find(({ extensions }) => extensions.includes(name.toLowerCase().split('.').pop() ?? ''))
  if (!format) {
    const what = 'is compressed with gzip, and its name does not say what it holds'
    throw namedError('unsupported', file.path, what, 'Loupe reads .csv.gz, .tsv.gz and .jsonl.gz; unpack others first.')
  }
  const folder = await mkdtemp(join(tmpdir(), 'loupe-unpacked-'))
  try {
    await unpack(file, join(folder, name), o.signal)
    return await openUnpacked(file, folder, name, format, o)
  } catch (thrown) {
    await rm(folder, { recursive: true, force: true })
    throw renamed(thrown, file)
  }
}

async function openUnpacked(file: InputFile, folder: string, name: string, format: Format, o: OpenOptions): Promise<OpenedFile> {
  const unpacked = await InputFile.open(join(folder, name))
  try {
    const opened = await format.open(unpacked, o)
    return {
      ...opened,
      rowsOf: (entry) => renamedRows(opened.rowsOf(entry), file),
      ...(opened.table ? { table: renamedTable(opened.table, file) } : {}),
      close: async () => {
        await opened.close?.()
        await unpacked.close()
        await rm(folder, { recursive: true, force: true })
      }
    }
  } catch (thrown) {
    await unpacked.close()
    throw thrown
  }
}

async function unpack(file: InputFile, to: string, signal: AbortSignal | undefined): Promise<void> {
  const most = mostUnpacked(file.sizeBytes)
  try {
    await pipeline(bytesOf(file, signal), createGunzip(), limited(file, most), createWriteStream(to, { mode: 0o600 }))
  } catch (thrown) {
    throw unpackError(thrown, file)
  }
}

async function* bytesOf(file: InputFile, signal: AbortSignal | undefined): AsyncIterable<Uint8Array> {
  for (let offset = 0; offset < file.sizeBytes; offset += chunkBytes) {
    throwIfCancelled(signal)
    yield await file.read(offset, chunkBytes)
  }
}

function limited(file: InputFile, most: number): Transform {
  let bytes = 0
  return new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length
      if (bytes <= most) return done(null, chunk)
      return done(bomb(file))
    }
  })
}

function bomb(file: InputFile): LoupeError {
  const what = `unpacks to more than ${maxUnpackRatio} times its size, which no table does`
  return namedError('malformed', file.path, what, 'Check what it is; unpack it by hand (gunzip) if it is meant to be so.')
}

function unpackError(thrown: unknown, file: InputFile): unknown {
  if (thrown instanceof LoupeError || !(thrown instanceof Error) || !('code' in thrown)) return thrown
  if (thrown.code === 'Z_BUF_ERROR') return namedError('truncated', file.path, 'is cut off', 'Copy or download the file again.')
  if (!String(thrown.code).startsWith('Z_')) return thrown
  return namedError('malformed', file.path, 'can not be unpacked: it is damaged', 'Copy or download the file again.')
}

/** Errors are of the file that the person knows, not of the temporary one. */
function renamed(thrown: unknown, file: InputFile): unknown {
  const error = fileError(thrown, file.path)
  if (error.place === undefined || error.place === file.path) return error
  const more = { place: file.path, cause: thrown, ...(error.hint === undefined ? {} : { hint: error.hint }) }
  return new LoupeError(error.code, error.message.replace(`“${file.name.replace(/\.gz$/i, '')}”`, `“${file.name}”`), more)
}

function renamedRows(rows: RowSource, file: InputFile): RowSource {
  return { rows: rows.rows, dIn: rows.dIn, read: (...given) => named(file, () => rows.read(...given)) }
}

function renamedTable(table: TableSource, file: InputFile): TableSource {
  const block = (own: TableBlock): TableBlock => ({ ...own, column: (name) => named(file, () => own.column(name)) })
  return {
    rows: table.rows,
    columns: table.columns,
    read: (from, to) => named(file, async () => block(await table.read(from, to))),
    async *blocks(signal) {
      try {
        for await (const own of table.blocks(signal)) yield block(own)
      } catch (thrown) {
        throw renamed(thrown, file)
      }
    }
  }
}

async function named<T>(file: InputFile, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (thrown) {
    throw renamed(thrown, file)
  }
}
