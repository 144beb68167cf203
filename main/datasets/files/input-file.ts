/**
 * A file opened for reading: positional reads of any size, and errors that name the file.
 * Only regular files are opened: a pipe or device would wait for ever or never end.
 */
import { type FileHandle, open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { type ErrorCode, errorRecordFrom, LoupeError } from '../../../contract/wire/errors'

/** One read call asks for at most this much, so that progress and cancel get their turn. */
const maxReadBytes = 16 * 1024 * 1024

export class InputFile {
  private constructor(
    readonly path: string,
    readonly sizeBytes: number,
    readonly modifiedMs: number,
    private readonly handle: FileHandle,
    private readonly origin = 0
  ) {}

  /** Opens a regular file with content; throws not-found, unreadable, malformed (a folder), empty. */
  static async open(path: string): Promise<InputFile> {
    try {
      // Asked before opening: opening a pipe without a writer never returns.
      const facts = await stat(path)
      if (facts.isDirectory()) throw namedError('malformed', path, 'is a folder, not a file', 'Choose a file in it.')
      if (!facts.isFile()) throw namedError('unreadable', path, 'is not a regular file', 'Copy its content into a file.')
      if (facts.size === 0) throw namedError('empty', path, 'is empty', 'Check that it was written to its end.')
      return new InputFile(path, facts.size, facts.mtimeMs, await open(path, 'r'))
    } catch (thrown) {
      throw fileError(thrown, path)
    }
  }

  get name(): string {
    return basename(this.path)
  }

  /** The same file without its first `bytes`: for content that lies behind a header of another format. Closing one closes both. */
  behind(bytes: number): InputFile {
    return new InputFile(this.path, Math.max(0, this.sizeBytes - bytes), this.modifiedMs, this.handle, this.origin + bytes)
  }

  /** Fills `into` with the bytes from `offset` on; throws truncated when the file ends before. */
  async readInto(into: Uint8Array, offset: number): Promise<void> {
    let filled = 0
    while (filled < into.length) {
      const wanted = Math.min(into.length - filled, maxReadBytes)
      const bytesRead = await this.readSome(into, filled, wanted, offset + filled)
      if (bytesRead === 0) {
        throw namedError('truncated', this.path, `ends at byte ${offset + filled}`, 'Copy or download the file again.')
      }
      filled += bytesRead
    }
  }

  /** A copy of `length` bytes from `offset` on; fewer where the file ends. */
  async read(offset: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(Math.max(0, Math.min(length, this.sizeBytes - offset)))
    await this.readInto(bytes, offset)
    return bytes
  }

  async close(): Promise<void> {
    await this.handle.close()
  }

  private async readSome(into: Uint8Array, at: number, length: number, offset: number): Promise<number> {
    try {
      return (await this.handle.read(into, at, length, this.origin + offset)).bytesRead
    } catch (thrown) {
      throw fileError(thrown, this.path)
    }
  }
}

/** An error about a file: “name” what happened. */
export function namedError(code: ErrorCode, path: string, happened: string, hint: string): LoupeError {
  return new LoupeError(code, `“${basename(path)}” ${happened}.`, { hint, place: path })
}

const lookAgain = 'Check the path; the file may have been moved or renamed.'

/** Errors that no file is to blame for. */
const fileless: ErrorCode[] = ['cancelled', 'config']

/** The error to throw for anything that happened with this file: its message names the file, its place is the path. */
export function fileError(thrown: unknown, path: string): LoupeError {
  if (thrown instanceof LoupeError && (thrown.place !== undefined || fileless.includes(thrown.code))) return thrown
  const record = errorRecordFrom(thrown)
  const name = `“${basename(path)}”`
  if (record.code === 'not-found')
    return new LoupeError('not-found', `There is no file ${name}.`, { hint: lookAgain, place: path })
  const message = `${name}: ${record.message}`
  const closed = /[.!?]$/.test(message) ? message : `${message}.`
  return new LoupeError(record.code, closed, { hint: record.hint, place: path, cause: thrown })
}
