/**
 * The record of what was written, in its own folder: JSON that begins with its own sum, so that a changed byte is noticed in
 * the record too, and not only in the files that it lists.
 */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { LoupeError } from '../../../contract/wire/errors'
import { writeFileWhole } from './file-writer'

/** Of the text without this line. */
const sumLine = /^\{\n {2}"sum": "([0-9a-f]{64})",\n/

export async function writeRecord(path: string, record: object): Promise<void> {
  const text = `${JSON.stringify(record, undefined, 2)}\n`
  await writeFileWhole(path, [text.replace('{\n', `{\n  "sum": "${sumOf(text)}",\n`)])
}

/**
 * `what`: what the file is, as “a receipt”; `again`: how another one is made.
 * Throws not-found, malformed for what `read` does not take, changed.
 */
export async function readRecord<T>(path: string, read: (value: unknown) => T, what: string, again: string): Promise<T> {
  const text = await readFile(path, 'utf8')
  const record = parsed(text, path, read, what, again)
  if (sumLine.exec(text)?.[1] === sumOf(text.replace(sumLine, '{\n'))) return record
  throw new LoupeError('changed', `${path} is not as Loupe has written it.`, {
    hint: `It was changed or damaged after it was written: ${again}, or take the folder from a backup.`,
    place: path
  })
}

function parsed<T>(text: string, path: string, read: (value: unknown) => T, what: string, again: string): T {
  try {
    return read(JSON.parse(text))
  } catch (cause) {
    const hint = `The file was changed or cut off: ${again}.`
    throw new LoupeError('malformed', `${path} is not ${what} that Loupe has written.`, { hint, place: path, cause })
  }
}

function sumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
