/**
 * Labels from a file: a .csv with the columns feature, label, notes, tags (separated by ;), confidence, status,
 * a .json with an array of such objects (also under "labels" or "features"), or a .jsonl with one a line, as exports have them:
 * the last two may hold quizzes and rules.
 */

import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { annotationsSchema } from '../../contract/records/annotator'
import { Index } from '../../contract/records/basics'
import { KeptQuiz, KeptRule } from '../../contract/records/kept-checks'
import { Confidence, LabelFields, LabelStatus } from '../../contract/records/label'
import { labelsSchema, labelsVersion } from '../../contract/records/label-file'
import { errorRecordFrom, LoupeError } from '../../contract/wire/errors'
import { cellsFromText, separatorOf } from '../codecs/csv'
import { isObject } from '../codecs/json-values'

const { label, notes, tags } = LabelFields.shape

const Entry = z.object({
  feature: z.preprocess((value) => (typeof value === 'string' && value.trim() !== '' ? Number(value) : value), Index),
  label: label.optional(),
  notes: notes.optional(),
  tags: z.union([tags, z.string().transform(splitTags).pipe(tags)]).optional(),
  confidence: z.preprocess((value) => (value === '' || value === null ? undefined : Number(value)), Confidence.optional()),
  status: z.preprocess((value) => (value === '' ? undefined : value), LabelStatus.optional()),
  quiz: z.preprocess(onlyRecord, KeptQuiz.optional()),
  rule: z.preprocess(onlyRecord, KeptRule.optional())
})

/** A column of a table that happens to have this name says something else. */
function onlyRecord(value: unknown): unknown {
  return isObject(value) ? value : undefined
}

export interface LabelChange {
  feature: number
  change: Partial<LabelFields>
  quiz?: KeptQuiz
  rule?: KeptRule
}

/** Throws what reading the file gave, newer, or malformed with its first mistake; the place is the file. */
export function readLabelFile(path: string): LabelChange[] {
  const entries = entriesOf(textOf(path), path)
  if (entries.length === 0)
    throw new LoupeError('empty', `${path} holds no labels`, { hint: 'Give one line or object per feature.', place: path })
  const earlier = new Map<number, number>()
  return entries.map((entry, index) => {
    refuseOtherSchema(entry, path)
    const parsed = Entry.safeParse(entry)
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      throw malformed(path, `label ${index + 1}, ${issue.path.join('.')}: ${issue.message}`)
    }
    const { feature } = parsed.data
    const other = earlier.get(feature)
    if (other !== undefined) throw malformed(path, `label ${index + 1}: feature ${feature} has label ${other} already`)
    earlier.set(feature, index + 1)
    return changeOf(parsed.data)
  })
}

function refuseOtherSchema(entry: unknown, path: string): void {
  const { schema, version } = isObject(entry) ? entry : {}
  if (schema === annotationsSchema)
    throw new LoupeError('unsupported', `${path} holds what one annotator says`, {
      hint: 'Take it in with “loupe labels import”.',
      place: path
    })
  if (schema === labelsSchema && typeof version === 'number' && version > labelsVersion)
    throw new LoupeError('newer', `${path} was written by a newer Loupe (version ${version} of the file)`, {
      hint: 'Update Loupe, then take it in again.',
      place: path
    })
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '')
  } catch (thrown) {
    const { code, message, hint } = errorRecordFrom(thrown)
    throw new LoupeError(code, `${path}: ${message}`, { ...(hint === undefined ? {} : { hint }), place: path, cause: thrown })
  }
}

function entriesOf(text: string, path: string): unknown[] {
  if (path.toLowerCase().endsWith('.jsonl'))
    return text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => json(line, path))
  if (!path.toLowerCase().endsWith('.json')) return csvEntries(text, path)
  const file = json(text, path)
  const list = Array.isArray(file) ? file : isObject(file) ? (file.labels ?? file.features) : undefined
  if (Array.isArray(list)) return list
  throw malformed(path, 'it holds no list of labels')
}

/** One object per record, keyed by the head line. */
function csvEntries(text: string, path: string): Record<string, string>[] {
  const [head = [], ...records] = cellsIn(text, path)
  const names = head.map((name) => name.trim())
  if (!names.includes('feature')) throw malformed(path, 'it has no column “feature”')
  return records.map((cells) => Object.fromEntries(names.map((name, column) => [name, cells[column] ?? ''])))
}

function cellsIn(text: string, path: string): string[][] {
  try {
    return cellsFromText(text, separatorOf(text.split('\n', 1)[0]))
  } catch (thrown) {
    throw malformed(path, errorRecordFrom(thrown).message)
  }
}

function changeOf({ feature, label, notes, tags, confidence, status, quiz, rule }: z.output<typeof Entry>): LabelChange {
  const change: Partial<LabelFields> = {}
  if (label !== undefined) change.label = label
  if (notes !== undefined) change.notes = notes
  if (tags !== undefined) change.tags = tags
  if (confidence !== undefined) change.confidence = confidence
  const said = status ?? (label ? 'labeled' : undefined)
  if (said !== undefined) change.status = said
  return { feature, change, ...(quiz && { quiz }), ...(rule && { rule }) }
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
