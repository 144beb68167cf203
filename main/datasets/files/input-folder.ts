/**
 * A folder opened for reading: the files directly in it, in natural order, each opened once and closed together.
 * Sub-folders and hidden files are not looked at; links are followed, as opening them by name would.
 */
import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileError, InputFile, namedError } from './input-file'

const collator = new Intl.Collator('en', { numeric: true })

/** Names as people count, each once: chunk-2 before chunk-10. */
export function inNaturalOrder(names: readonly string[]): string[] {
  return [...new Set(names)].sort(collator.compare)
}

export class InputFolder {
  private readonly opened = new Map<string, Promise<InputFile>>()

  private constructor(
    readonly path: string,
    /** Names of the files, in natural order. */
    readonly names: readonly string[]
  ) {}

  /** Throws not-found, unreadable. */
  static async open(path: string): Promise<InputFolder> {
    return new InputFolder(path, await namesIn(path))
  }

  /** These files of a folder only. */
  static of(path: string, names: readonly string[]): InputFolder {
    return new InputFolder(path, inNaturalOrder(names))
  }

  get name(): string {
    return basename(this.path)
  }

  has(name: string): boolean {
    return this.names.includes(name)
  }

  /** A file by its name; open as long as the folder is. Throws not-found (named by an index, and not there) and as InputFile. */
  async file(name: string): Promise<InputFile> {
    if (!this.has(name)) {
      throw namedError('not-found', join(this.path, name), `is missing in “${this.name}”`, 'Copy the whole folder again.')
    }
    const known = this.opened.get(name) ?? InputFile.open(join(this.path, name))
    this.opened.set(name, known)
    return known
  }

  /** A small JSON file as a value. Throws malformed, and too large to be one. */
  async json(name: string): Promise<unknown> {
    const file = await this.file(name)
    if (file.sizeBytes > 64 * 1024 * 1024) {
      throw namedError('malformed', file.path, 'is far too large for a description', 'Check what it is.')
    }
    try {
      return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await file.read(0, file.sizeBytes)))
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause)
      throw namedError('malformed', file.path, `is not JSON: ${why}`, 'Copy the whole folder again.')
    }
  }

  /** Bytes of all its files. */
  async sizeBytes(): Promise<number> {
    let sum = 0
    for (const name of this.names) sum += (await stat(join(this.path, name)).catch(() => ({ size: 0 }))).size
    return sum
  }

  async close(): Promise<void> {
    const files = [...this.opened.values()]
    this.opened.clear()
    await Promise.all(files.map((file) => file.then((open) => open.close()).catch(() => undefined)))
  }
}

export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false
}

/** Names of the files directly in a folder, in natural order. Throws not-found, unreadable. */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    const names = entries.filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name)
    return inNaturalOrder(names)
  } catch (thrown) {
    throw fileError(thrown, folder)
  }
}
