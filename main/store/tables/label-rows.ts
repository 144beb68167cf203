/** A label between its row and its record, and what an edit changes. Pure. */
import { z } from 'zod'
import { Label, LabelEdit, LabelFields } from '../../../contract/records/label'
import { checkedRecord, valueFromJson } from './stored-records'

export interface LabelRow {
  id: number
  run: string
  feature: number
  status: string
  confidence: number | null
  updated_at: number
  tags: string
  label: string
  notes: string
}

export interface EditRow {
  id: number
  run: string
  feature: number
  edit_group: string | null
  author: string
  before: string
  after: string
  at: number
  applied: number
  batch: number | null
}

export type LabelChange = Partial<LabelFields>

/** Strict: a field that labels do not have is an error, not silence. */
export const LabelChangeSchema = z.strictObject(LabelFields.shape).partial()

export const emptyFields: LabelFields = { label: '', notes: '', tags: [], confidence: null, status: 'pending' }

/** The editable fields alone, in the order of the record. */
export function fieldsOf({ label, notes, tags, confidence, status }: LabelFields): LabelFields {
  return { label, notes, tags, confidence, status }
}

export function labelFromRow(row: LabelRow): Label {
  const { run, feature, label, notes, confidence, status } = row
  const tags = valueFromJson(row.tags, 'label')
  return checkedRecord(Label, { run, feature, label, notes, tags, confidence, status, updatedAt: row.updated_at }, 'label')
}

export function editFromRow(row: EditRow): LabelEdit {
  const { id, run, feature, author, at, batch } = row
  const [before, after] = [valueFromJson(row.before, 'label edit'), valueFromJson(row.after, 'label edit')]
  const step = batch === null ? {} : { batch }
  return checkedRecord(
    LabelEdit,
    { id, run, feature, before, after, author, at, applied: row.applied === 1, ...step },
    'label edit'
  )
}

/** The given fields that differ from `fields`, as they were and as they become. */
export function changeOf(fields: LabelFields, change: LabelChange): { before: LabelChange; after: LabelChange } {
  const keys = (Object.keys(emptyFields) as (keyof LabelFields)[]).filter(
    (key) => change[key] !== undefined && !isSame(fields[key], change[key])
  )
  return { before: pick(fields, keys), after: pick(change, keys) }
}

/** Two changes of one label as one; fields that end as they began fall out. */
export function mergedChange(
  earlier: { before: LabelChange; after: LabelChange },
  later: { before: LabelChange; after: LabelChange }
): { before: LabelChange; after: LabelChange } {
  const before = { ...later.before, ...earlier.before }
  const after = { ...earlier.after, ...later.after }
  const keys = (Object.keys(after) as (keyof LabelFields)[]).filter((key) => !isSame(before[key], after[key]))
  return { before: pick(before, keys), after: pick(after, keys) }
}

function pick(from: LabelChange, keys: (keyof LabelFields)[]): LabelChange {
  return Object.fromEntries(keys.map((key) => [key, from[key]]))
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
