/** Files of JSON that hold so many items each, and reading them back item by item. */
import { mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { WrittenFile } from '../../../contract/records/export'
import { LoupeError } from '../../../contract/wire/errors'
import { writtenFile } from '../export/written-file'
import { writeFileWhole } from '../files/file-writer'

export interface BatchFiles<T> {
  add(item: T): Promise<void>
  /** Writes what is left; how many files there are. */
  finish(): Promise<number>
}

export interface BatchPlan<T> {
  folder: string
  /** Items of a file. */
  size: number
  content: string
  name(batch: number): string
  /** The whole file; compressed where its name ends with .gz. */
  text(items: T[]): string
}

export function batchFiles<T>(plan: BatchPlan<T>, files: WrittenFile[]): BatchFiles<T> {
  let items: T[] = []
  let batches = 0
  async function flush(): Promise<void> {
    const name = plan.name(batches)
    const path = join(plan.folder, name)
    await mkdir(dirname(path), { recursive: true })
    const text = plan.text(items)
    const facts = await writeFileWhole(path, [name.endsWith('.gz') ? gzipSync(text) : text])
    files.push(writtenFile(name, facts, plan.content))
    batches += 1
    items = []
  }
  return {
    async add(item) {
      items.push(item)
      if (items.length === plan.size) await flush()
    },
    async finish() {
      if (items.length > 0) await flush()
      return batches
    }
  }
}

/** The text of a file, unpacked where its name says that it is packed. */
export async function textIn(path: string): Promise<string> {
  const bytes = await readFile(path)
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
}

/** JSON that must have this shape; throws malformed with the file. */
export function parsedAs<T>(schema: { parse(value: unknown): T }, text: string, path: string): T {
  try {
    return schema.parse(JSON.parse(text))
  } catch (cause) {
    const hint = 'The file was changed or cut off: export again.'
    throw new LoupeError('malformed', `${path} is not what Loupe has written.`, { hint, place: path, cause })
  }
}
