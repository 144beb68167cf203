/**
 * What Loupe understood of files before a project is made of them: shapes, norms, problems with their remedies, a preview.
 */
import { z } from 'zod'
import { ErrorRecord } from '../wire/errors'
import { Count, Dtype, Histogram, Index } from './basics'
import { OutlierRule, RowColumn } from './dataset'

/** One array that a file holds. */
export const ArrayInspection = z.object({ name: z.string(), dtype: Dtype, shape: z.array(Count) })
export type ArrayInspection = z.infer<typeof ArrayInspection>

/** One file: its format and what it can be used as. `problem` is set when it can not be used. */
export const FileInspection = z.object({
  path: z.string(),
  name: z.string(),
  format: z.string(),
  sizeBytes: Count,
  role: z.enum(['activations', 'rows', 'unused']),
  /** The array that was chosen, one of `arrays`. */
  array: z.string().optional(),
  arrays: z.array(ArrayInspection),
  rows: Count,
  columns: z.array(RowColumn),
  /** Why this file has this role, in a few words: "tokens, matched by row count". */
  remark: z.string(),
  problem: ErrorRecord.optional()
})
export type FileInspection = z.infer<typeof FileInspection>

/** Something a person should know or decide before training. */
export const Finding = z.object({
  id: z.string(),
  level: z.enum(['error', 'warning', 'information']),
  title: z.string(),
  /** What is wrong, what still works, what to do. */
  detail: z.string(),
  /** Choices that settle it; the first is the safe one. */
  remedies: z.array(z.object({ rule: OutlierRule, label: z.string() }))
})
export type Finding = z.infer<typeof Finding>

/** Euclidean norms of the finite rows. `histogram` spans the bulk; `beyond` rows lie above its last edge. */
export const NormSummary = z.object({
  mean: z.number(),
  median: z.number(),
  min: z.number(),
  max: z.number(),
  p01: z.number(),
  p99: z.number(),
  histogram: Histogram,
  beyond: Count
})
export type NormSummary = z.infer<typeof NormSummary>

export const OutlierRow = z.object({ row: Index, norm: z.number() })

/** Facts from one pass over all activation rows. Row lists hold at most the first 100. */
export const ActivationSummary = z.object({
  rows: Count,
  dIn: z.number().int().positive(),
  dtype: Dtype,
  shape: z.array(Count),
  norms: NormSummary,
  notFinite: z.object({ count: Count, rows: z.array(Index) }),
  zero: z.object({ count: Count, rows: z.array(Index) }),
  outliers: z.object({ count: Count, rows: z.array(OutlierRow), squaredNormShare: z.number() }),
  /** Dimensions with the same value in every finite row. */
  constantDimensions: z.array(Index),
  fingerprint: z.string()
})
export type ActivationSummary = z.infer<typeof ActivationSummary>

export const RowTableSummary = z.object({
  rows: Count,
  columns: z.array(RowColumn),
  /** Same number of rows as the activations. */
  matches: z.boolean(),
  documents: Count,
  longestDocument: Count,
  missingTokens: Count
})
export type RowTableSummary = z.infer<typeof RowTableSummary>

/** A number as it is in the file: also NaN and infinity. */
const RawNumber = z.custom<number>((value) => typeof value === 'number')

/** A row of the preview: its table cells by column name, its norm, its first six activations. */
export const PreviewRow = z.object({
  row: Index,
  cells: z.record(z.string(), z.string()),
  norm: RawNumber,
  values: z.array(RawNumber)
})
export type PreviewRow = z.infer<typeof PreviewRow>

/** Everything the new-project screen shows. `valid` when a project can be made of it. */
export const Inspection = z.object({
  files: z.array(FileInspection),
  activations: ActivationSummary.optional(),
  rowTable: RowTableSummary.optional(),
  findings: z.array(Finding),
  preview: z.array(PreviewRow),
  valid: z.boolean()
})
export type Inspection = z.infer<typeof Inspection>
