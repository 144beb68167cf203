/**
 * features.csv: the features of labels.jsonl as one table for spreadsheets and data frames.
 * labels.jsonl is the exact form; here tags are joined and examples shortened to text.
 */
import { open } from 'node:fs/promises'
import { parse } from 'csv-parse'
import type { ExportScope } from '../../../contract/records/export'
import { LoupeError } from '../../../contract/wire/errors'
import { asWritten, csvRecord } from './cells'
import type { LabelEntry, LabelExample } from './entry'

export const featuresCsvName = 'features.csv'

const columns = [
  'feature',
  'label',
  'status',
  'confidence',
  'tags',
  'density',
  'active_rows',
  'mean',
  'max',
  'mass',
  'nearest_cosine'
]

/** Between two tags of a cell. */
const tagSeparator = '; '
/** Examples in a cell, and tokens shown to either side of a peak. */
const shown = { examples: 5, tokens: 8 } as const

type Scope = Pick<ExportScope, 'notes' | 'examples'>

export function csvHead(scope: Scope): string {
  return csvRecord([...columns, ...(scope.notes ? ['notes'] : []), ...(scope.examples ? ['top_examples'] : [])])
}

export function csvLine(entry: LabelEntry, scope: Scope): string {
  const { facts } = entry
  return csvRecord([
    entry.feature,
    entry.label,
    entry.status,
    entry.confidence,
    joinedTags(entry.tags),
    facts?.density,
    facts?.active_rows,
    facts?.mean,
    facts?.max,
    facts?.mass,
    facts?.nearest_cosine,
    ...(scope.notes ? [entry.notes ?? ''] : []),
    ...(scope.examples ? [(entry.examples ?? []).slice(0, shown.examples).map(exampleText).join('\n')] : [])
  ])
}

/** The text cells of one feature as they were before they were written. */
export interface CsvLabel {
  feature: number
  label: string
  status: string
  confidence: string
  tags: string
  notes: string | undefined
}

/** What csvLine's text cells should read as again. UTF-8 has no unpaired surrogates: they become U+FFFD on the way. */
export function csvLabelFrom(entry: LabelEntry): CsvLabel {
  return {
    feature: entry.feature,
    label: throughUtf8(entry.label),
    status: entry.status,
    confidence: entry.confidence === null ? '' : String(entry.confidence),
    tags: throughUtf8(joinedTags(entry.tags)),
    notes: entry.notes === undefined ? undefined : throughUtf8(entry.notes)
  }
}

/** Reads the text cells back; throws not-found, malformed. */
export async function* readLabelsCsv(path: string): AsyncGenerator<CsvLabel> {
  const file = await open(path, 'r')
  const records = file.createReadStream({ autoClose: false }).pipe(parse({ columns: true }))
  try {
    for await (const record of records) yield csvLabel(record)
  } catch (cause) {
    throw new LoupeError('malformed', `${path} is not a table that Loupe has written.`, {
      hint: 'The file may have been changed or cut off: export again.',
      place: path,
      cause
    })
  } finally {
    await file.close()
  }
}

function csvLabel(record: Record<string, string>): CsvLabel {
  const text = (column: string): string => asWritten(record[column] ?? '')
  return {
    feature: Number(record.feature),
    label: text('label'),
    status: text('status'),
    confidence: text('confidence'),
    tags: text('tags'),
    notes: 'notes' in record ? text('notes') : undefined
  }
}

function joinedTags(tags: string[]): string {
  return tags.join(tagSeparator)
}

/** `8.17 · py 286:92 · return «result» except`, line ends as ↵. */
function exampleText(example: LabelExample): string {
  const { tokens, peak } = example
  const before = tokens.slice(Math.max(0, peak - shown.tokens), peak).join('')
  const after = tokens.slice(peak + 1, peak + 1 + shown.tokens).join('')
  const text = `${before}«${tokens[peak]}»${after}`.replace(/\r\n|\r|\n/g, '↵')
  return `${Number(example.activation.toPrecision(4))} · ${example.source} · ${text}`
}

function throughUtf8(text: string): string {
  return Buffer.from(text).toString()
}
