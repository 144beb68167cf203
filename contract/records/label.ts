/**
 * What a person says about a feature, and the log of every edit.
 */
import { z } from 'zod'
import { Count, Id, Index, TimeMs } from './basics'

/**
 * `draft` is saved while it is being written; `not-interpretable` is a result, not a skip; `flagged` waits for somebody to look at it
 * again; `later` was put off: it is still open, keeps what was written, and comes at the end of the queue.
 */
export const LabelStatus = z.enum(['pending', 'draft', 'labeled', 'not-interpretable', 'flagged', 'later'])
export type LabelStatus = z.infer<typeof LabelStatus>

/** States that are an answer: who works through a queue is done with the feature. */
export const answers: readonly LabelStatus[] = ['labeled', 'not-interpretable', 'flagged']

/** 1 guess, 2 likely, 3 sure. */
export const Confidence = z.union([z.literal(1), z.literal(2), z.literal(3)])
export type Confidence = z.infer<typeof Confidence>

/** Longest texts that are kept, in characters. */
export const textLimits = { label: 2_000, notes: 200_000, tag: 80, tags: 50 } as const

/** The editable fields of a label. */
export const LabelFields = z.object({
  label: z.string().max(textLimits.label),
  notes: z.string().max(textLimits.notes),
  tags: z.array(z.string().min(1).max(textLimits.tag)).max(textLimits.tags),
  confidence: Confidence.nullable(),
  status: LabelStatus
})
export type LabelFields = z.infer<typeof LabelFields>

/** The label of one feature of one run. A feature nobody touched has empty fields and status `pending`. */
export const Label = LabelFields.extend({ run: Id, feature: Index, updatedAt: TimeMs.optional() })
export type Label = z.infer<typeof Label>

/** One entry of the log; `before` and `after` hold only the fields that changed. */
export const LabelEdit = z.object({
  id: Count,
  run: Id,
  feature: Index,
  before: LabelFields.partial(),
  after: LabelFields.partial(),
  author: z.string(),
  at: TimeMs,
  /** False for an edit that was undone. */
  applied: z.boolean(),
  /** Edits with the same number were made together and are one step of undo. */
  batch: Count.optional()
})
export type LabelEdit = z.infer<typeof LabelEdit>

/** A label as it is and as it would be. */
export const LabelChange = z.object({ feature: Index, before: LabelFields, after: LabelFields })
export type LabelChange = z.infer<typeof LabelChange>

/** Counts by status over all features of a run. */
export const LabelProgress = z.object({
  total: Count,
  pending: Count,
  draft: Count,
  labeled: Count,
  notInterpretable: Count,
  flagged: Count,
  later: Count,
  /** Share of the activation mass that labeled features carry, 0–1. */
  massLabeled: z.number()
})
export type LabelProgress = z.infer<typeof LabelProgress>

/** Where a search found its first word: the text around it, in the order `before`, `match`, `after`. */
export const SearchHit = z.object({
  feature: Index,
  label: z.string(),
  field: z.enum(['label', 'notes', 'tags', 'comment']),
  before: z.string(),
  match: z.string(),
  after: z.string()
})
export type SearchHit = z.infer<typeof SearchHit>

/** A group of features that a search found. */
export const GroupHit = z.object({ name: z.string(), features: Count, description: z.string() })
export type GroupHit = z.infer<typeof GroupHit>
