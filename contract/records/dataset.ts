/**
 * What a data set is: activation rows in a file, with a row table beside them, as it is stored in a project.
 * What was found while looking at files before that is in inspection.ts.
 */
import { z } from 'zod'
import { Count, Dtype, FileReference, Id, Index, TimeMs } from './basics'

/** What happens to rows whose norm is over `outlierFactor` × the median norm. */
export const OutlierRule = z.enum(['drop', 'clip', 'keep'])
export type OutlierRule = z.infer<typeof OutlierRule>

/** Default factor over the median norm from which a row counts as an outlier (attention sinks lie far above it). */
export const outlierFactor = 10

/**
 * Which rows validate: those of every `every`-th document (document number modulo `every` = `every` − 1),
 * or every `every`-th row where there are no documents. `none` trains on everything.
 */
export const SplitRule = z.object({
  by: z.enum(['document', 'row', 'none']),
  every: z.number().int().min(2).max(1000)
})
export type SplitRule = z.infer<typeof SplitRule>

/** How a column of the row table is used. */
export const ColumnRole = z.enum(['token', 'token-id', 'document', 'position', 'label', 'unused'])
export type ColumnRole = z.infer<typeof ColumnRole>

export const RowColumn = z.object({
  name: z.string(),
  role: ColumnRole,
  kind: z.enum(['text', 'number', 'category']),
  /** Distinct values of a category column, in order of first appearance; at most 1,000 are listed. */
  categories: z.array(z.string()).optional()
})
export type RowColumn = z.infer<typeof RowColumn>

/** A row table (token text, document, position, labels), one row per activation row. */
export const RowTableReference = FileReference.extend({
  rows: Count,
  columns: z.array(RowColumn)
})
export type RowTableReference = z.infer<typeof RowTableReference>

/** A data set of a project. `rows` × `dIn` activations; `trainRows` + `validationRows` + `leftOut.count` = `rows`. */
export const Dataset = z.object({
  id: Id,
  name: z.string(),
  activations: FileReference.extend({ dtype: Dtype, shape: z.array(Count) }),
  rowTable: RowTableReference.optional(),
  rows: Count,
  dIn: z.number().int().positive(),
  outliers: z.object({ rule: OutlierRule, factor: z.number().positive() }),
  split: SplitRule,
  /** Rows that never train or validate: not finite, or outliers under the rule `drop`; at most the first 10,000 are listed. */
  leftOut: z.object({ count: Count, notFinite: Count, outliers: Count, rows: z.array(Index) }),
  trainRows: Count,
  validationRows: Count,
  /** Euclidean norms over finite rows, outliers not counted in the mean. */
  norms: z.object({ mean: z.number(), median: z.number() }),
  documents: Count,
  createdAt: TimeMs
})
export type Dataset = z.infer<typeof Dataset>
