/** What is read out of a file of labels, row by row: what can be used, and what can not with its place. */
import { z } from 'zod'
import { Index } from '../../../contract/records/basics'
import { Confidence, LabelFields, LabelStatus } from '../../../contract/records/label'
import type { LabelColumns, LabelFileFormat, LabelProblem } from '../../../contract/records/label-file'

/** One row; fields that are left out are not said. */
export const FoundLabel = z.object({
  feature: Index,
  label: LabelFields.shape.label,
  notes: LabelFields.shape.notes.optional(),
  tags: LabelFields.shape.tags.optional(),
  confidence: Confidence.optional(),
  status: LabelStatus.optional()
})
export type FoundLabel = z.infer<typeof FoundLabel> & {
  /** `line 12`, or the name of a file. */
  place: string
  /** Who said so, in plain words. */
  why: string
  /** The dictionary or module that it is about. */
  source?: string
}

export interface LabelFile {
  format: LabelFileFormat
  rows: FoundLabel[]
  problems: LabelProblem[]
  columns?: string[]
  used?: LabelColumns
}

/** Puts a row among those that can be used, or says what is wrong with it. */
export class Rows {
  readonly rows: FoundLabel[] = []
  readonly problems: LabelProblem[] = []

  /** `value`: the fields as they stand in the file. */
  add(value: unknown, { place, why, source }: Pick<FoundLabel, 'place' | 'why' | 'source'>): void {
    const parsed = FoundLabel.safeParse(value)
    if (parsed.success) this.rows.push({ ...parsed.data, place, why, ...(source === undefined ? {} : { source }) })
    else this.refuse(place, issueText(parsed.error.issues[0]))
  }

  refuse(place: string, what: string): void {
    this.problems.push({ place, what })
  }
}

function issueText({ path, message }: { path: PropertyKey[]; message: string }): string {
  return `${path.join('.') || 'the row'}: ${message}`
}

/** A feature as files write it: 12, "12", and 12.0 of a table that a spreadsheet saved. */
export function featureFrom(value: unknown): unknown {
  if (typeof value !== 'string') return value
  return /^\s*\d+(\.0+)?\s*$/.test(value) ? Number(value) : undefined
}
