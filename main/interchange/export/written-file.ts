/** A file of an export as its receipt lists it. */
import type { WrittenFile } from '../../../contract/records/export'
import type { FileFacts } from '../files/file-writer'

/** `name`: below the folder, `/` between parts; `content`: what is in it, in words. */
export function writtenFile(name: string, facts: FileFacts, content: string): WrittenFile {
  return { name, content, ...facts }
}

/** Adds files by name; contents by name, with one for all others. */
export function addFiles(files: WrittenFile[], written: Record<string, FileFacts>, contents: Record<string, string>): void {
  for (const [name, facts] of Object.entries(written)) files.push(writtenFile(name, facts, contents[name] ?? 'configuration'))
}
