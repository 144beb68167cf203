/**
 * labels.jsonl: one feature a line, so that it can be written, read and compared in a stream, and opened by every tool that
 * knows JSON lines. The lines follow a published JSON Schema, which is written beside them.
 */
import { open } from 'node:fs/promises'
import { z } from 'zod'
import { labelsSchema, labelsVersion } from '../../../contract/records/label-file'
import { LoupeError } from '../../../contract/wire/errors'
import { type LabelEntry, LabelLine } from './entry'

export const labelsName = 'labels.jsonl'
export const labelsSchemaName = 'labels.schema.json'

/** The line of one feature. Unicode's own line ends are escaped: line readers split there. */
export function jsonLine(entry: LabelEntry): string {
  const text = JSON.stringify({ schema: labelsSchema, version: labelsVersion, ...entry })
  return `${text.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}\n`
}

/** JSON Schema (2020-12) of a line; docs/schemas holds the published copy. */
export function labelsJsonSchema(): string {
  const schema = z.toJSONSchema(LabelLine, { target: 'draft-2020-12' })
  const head = { $id: `urn:loupe:labels:${labelsVersion}`, title: `A line of ${labelsName}, version ${labelsVersion}` }
  return `${JSON.stringify({ ...head, ...schema }, undefined, 2)}\n`
}

/** Reads a file as Loupe writes it; throws not-found, malformed (with the line), truncated. */
export async function* readLabels(path: string): AsyncGenerator<LabelEntry> {
  await checkEnd(path)
  const file = await open(path, 'r')
  try {
    let line = 0
    for await (const text of file.readLines({ encoding: 'utf8', autoClose: false })) {
      line += 1
      yield parsed(text, path, line)
    }
  } finally {
    await file.close()
  }
}

/** A file that ends within a line was cut off. */
async function checkEnd(path: string): Promise<void> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    if (size === 0) return
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1)
    if (buffer[0] === 10) return
  } finally {
    await file.close()
  }
  throw new LoupeError('truncated', `${path} is cut off: its end is missing.`, {
    hint: 'Copy the export again from where it came from.',
    place: path
  })
}

function parsed(text: string, path: string, line: number): LabelEntry {
  try {
    const { schema, version, ...entry } = LabelLine.parse(JSON.parse(text))
    return entry
  } catch (cause) {
    throw new LoupeError('malformed', `${path}: line ${line} is not what Loupe writes into a label file.`, {
      hint: 'The file may have been changed by hand or formatted anew: export again.',
      place: `${path}:${line}`,
      cause
    })
  }
}
