/**
 * Labels from a file: a .csv with the columns feature, label, notes, tags (separated by ;), confidence, status,
 * or a .json with an array of such objects (also under "labels" or "features", as exports have them).
 */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { Confidence, type LabelFields, LabelStatus } from '../../contract/records/label'
import { LoupeError } from '../../contract/wire/errors'
import { cellsFromText, separatorOf } from '../codecs/csv'

const Entry = z.object({
  feature: z.coerce.number().int().nonnegative(),
  label: z.string().optional(),
  notes: z.string().optional(),
  tags: z.union([z.array(z.string()), z.string().transform(splitTags)]).optional(),
  confidence: z.preprocess((value) => (value === '' || value === null ? undefined : Number(value)), Confidence.optional()),
  status: z.preprocess((value) => (value === '' ? undefined : value), LabelStatus.optional())
})

const Entries = z.array(Entry)
const JsonFile = z.union([
  Entries,
  z.object({ labels: Entries }).transform(({ labels }) => labels),
  z.object({ features: Entries }).transform(({ features }) => features)
])

export interface LabelChange {
  feature: number
  change: Partial<LabelFields>
}

/** Throws the system's error for the file, malformed with its first mistake. Nothing is applied then. */
export function readLabelFile(path: string): LabelChange[] {
  const text = readFileSync(path, 'utf8')
  const parsed = path.toLowerCase().endsWith('.json')
    ? JsonFile.safeParse(json(text, path))
    : Entries.safeParse(csvRecords(text, path))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw malformed(path, `${issue.path.join('.')} ${issue.message}`)
  }
  if (parsed.data.length === 0) throw new LoupeError('empty', `${path} holds no labels`, { place: path })
  return parsed.data.map(changeOf)
}

/** One object per record, keyed by the head line. */
function csvRecords(text: string, path: string): Record<string, string>[] {
  const [head = [], ...records] = cellsFromText(text.replace(/^\uFEFF/, ''), separatorOf(text.split('\n', 1)[0]))
  if (!head.includes('feature')) throw malformed(path, 'it has no column “feature”')
  return records.map((cells) => Object.fromEntries(head.map((name, column) => [name.trim(), cells[column] ?? ''])))
}

function changeOf({ feature, label, notes, tags, confidence, status }: z.output<typeof Entry>): LabelChange {
  const change: Partial<LabelFields> = {}
  if (label !== undefined) change.label = label
  if (notes !== undefined) change.notes = notes
  if (tags !== undefined) change.tags = tags
  if (confidence !== undefined) change.confidence = confidence
  const said = status ?? (label ? 'labeled' : undefined)
  if (said !== undefined) change.status = said
  return { feature, change }
}

function splitTags(text: string): string[] {
  return text
    .split(';')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')
}

function json(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw malformed(path, 'this is not JSON')
  }
}

function malformed(path: string, what: string): LoupeError {
  return new LoupeError('malformed', `${path} can not be read as labels: ${what}`, {
    hint: 'Give columns feature, label, notes, tags, confidence, status; tags are separated by “;”.',
    place: path
  })
}
