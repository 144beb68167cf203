/**
 * labels.json: one JSON object whose features stand one per line, so that it can be written, read and compared in a stream
 * and still is plain JSON for everybody else.
 */
import { open } from 'node:fs/promises'
import { LoupeError } from '../../../contract/wire/errors'
import { LabelEntry, LabelsHead, labelsSchema, labelsVersion } from './entry'

export const labelsJsonName = 'labels.json'

/** First line of the file; the lines of features follow, then `jsonEnd`. */
export function jsonStart(head: Omit<LabelsHead, 'schema' | 'version'>): string {
  const text = JSON.stringify({ schema: labelsSchema, version: labelsVersion, ...head })
  return `${text.slice(0, -1)},"features":[`
}

/** The line of one feature; `first` has no comma before it. Unicode's own line ends are escaped: line readers split there. */
export function jsonLine(entry: LabelEntry, first: boolean): string {
  const text = JSON.stringify(entry).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
  return `${first ? '' : ','}\n${text}`
}

export const jsonEnd = '\n]}\n'

export interface LabelsFile {
  head: LabelsHead
  entries: AsyncIterable<LabelEntry>
}

/** Reads a file as Loupe writes it; throws not-found, malformed (with the line), truncated. `entries` can be gone through once. */
export async function readLabelsJson(path: string): Promise<LabelsFile> {
  const lines = numberedLines(path)
  const first = await lines.next()
  const text = first.done ? '' : first.value.text
  if (!text.endsWith(',"features":[')) throw notLabels(path, 1)
  return { head: parsed(LabelsHead, `${text.slice(0, -',"features":['.length)}}`, path, 1), entries: entriesOf(lines, path) }
}

/** Each line is looked at when the next one has come: a last line that is not the end belongs to a file that was cut off. */
async function* entriesOf(lines: AsyncGenerator<NumberedLine>, path: string): AsyncGenerator<LabelEntry> {
  let held = await lines.next()
  while (!held.done) {
    const next = await lines.next()
    if (next.done) break
    const { text, number } = held.value
    yield parsed(LabelEntry, text.endsWith(',') ? text.slice(0, -1) : text, path, number)
    held = next
  }
  if (held.value?.text === ']}') return
  throw new LoupeError('truncated', `${path} is cut off: its end is missing.`, {
    hint: 'Copy the export again from where it came from.',
    place: path
  })
}

interface NumberedLine {
  text: string
  number: number
}

async function* numberedLines(path: string): AsyncGenerator<NumberedLine> {
  let number = 0
  const file = await open(path, 'r')
  for await (const text of file.readLines({ encoding: 'utf8' })) {
    number += 1
    yield { text, number }
  }
}

function parsed<T>(schema: { parse(value: unknown): T }, text: string, path: string, line: number): T {
  try {
    return schema.parse(JSON.parse(text))
  } catch (cause) {
    throw notLabels(path, line, cause)
  }
}

function notLabels(path: string, line: number, cause?: unknown): LoupeError {
  return new LoupeError('malformed', `${path}: line ${line} is not what Loupe writes into a label file.`, {
    hint: 'The file may have been changed by hand or formatted anew: export again.',
    place: `${path}:${line}`,
    cause
  })
}
