/**
 * Anomalies: rows that a dictionary reconstructs badly, and rows whose features rarely fire; how well either finds the rows of a
 * category, where a label column says which are to be found.
 */
import { z } from 'zod'
import { ErrorRecord } from '../../wire/errors'
import { Count, Index } from '../basics'

/**
 * - `squaredError` ‖x − x̂‖², raw units; of a transcoder x is the target
 * - `fvu` ‖x − x̂‖² ÷ ‖x − mean‖² with the mean of all analyzed rows
 * - `rarity` mean of −ln density over the features that fire on the row, in nats; where none fires −ln of the share of such rows
 */
export const AnomalyMeasure = z.enum(['squaredError', 'fvu', 'rarity'])
export type AnomalyMeasure = z.infer<typeof AnomalyMeasure>

export const AnomaliesQuestion = z.object({
  kind: z.literal('anomalies'),
  /** A label column that says which rows are to be found. */
  labelColumn: z.string().min(1).max(512).optional(),
  /** One of its categories; each of them in turn where left out. */
  category: z.string().max(4096).optional(),
  /** Rows that are listed by each measure. */
  most: z.number().int().min(1).max(2_000).default(200)
})
export type AnomaliesQuestion = z.infer<typeof AnomaliesQuestion>

/** A listed row. Its numbers by the measures; `fvu` and `squaredError` are absent where the rows could not be read. */
export const AnomalousRow = z.object({
  row: Index,
  source: z.string(),
  /** Text just before the row's token, and the token. */
  before: z.string(),
  token: z.string(),
  /** Of the label column. */
  category: z.string().optional(),
  /** Features that fire. */
  active: Count,
  squaredError: z.number().optional(),
  fvu: z.number().optional(),
  rarity: z.number()
})
export type AnomalousRow = z.infer<typeof AnomalousRow>

/** How well a measure finds the rows of a category, rows without a value counted as not of it. */
export const AnomalyScore = z.object({
  measure: AnomalyMeasure,
  category: z.string(),
  /** Rows of the category, of all rows that were measured. */
  positives: Count,
  rows: Count,
  /** Chance that a row of the category is ahead of another one, ties half (Mann–Whitney); 0.5 says nothing. */
  auroc: z.number(),
  /** Σ (recall − recall before) · precision over the thresholds, as scikit-learn's average_precision_score. */
  averagePrecision: z.number(),
  /** Among as many of the first rows as there are positives: precision and recall are the same. */
  atPositives: z.number(),
  /** The threshold (measure ≥ it) with the greatest F1. */
  best: z.object({ threshold: z.number(), precision: z.number(), recall: z.number(), f1: z.number() })
})
export type AnomalyScore = z.infer<typeof AnomalyScore>

/** Arrays, analyzed rows in order: `rows` u32 [n], `rarity` f32 [n], and where the rows could be read `squaredError`, `fvu` f32 [n]. */
export const AnomaliesAnswer = z.object({
  kind: z.literal('anomalies'),
  /** Rows that were measured. */
  rows: Count,
  /** Rows by each measure, the most anomalous first; numbers of rows in `listed`. */
  lists: z.array(z.object({ measure: AnomalyMeasure, rows: z.array(Index) })),
  listed: z.array(AnomalousRow),
  /** Rows on which nothing fires. */
  silent: Count,
  /** Where a label column was named; categories with the most rows first. */
  scores: z.array(AnomalyScore),
  /** Why reconstruction errors are missing: what the activation index says is here all the same. */
  problem: ErrorRecord.optional()
})
export type AnomaliesAnswer = z.infer<typeof AnomaliesAnswer>
