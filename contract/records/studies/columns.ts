/**
 * Label columns: how well each feature tells each category from the rest. "Fires above t" is held against "is of the category";
 * t is chosen on the training part, all scores are of the held-out part. Per row, or per context or document with the mean
 * activation over it.
 */
import { z } from 'zod'
import { Count, Index } from '../basics'
import { HeldOut, HeldOutScores, Unit } from './held-out'

/** Best features that are listed for each category. */
export const bestFeatures = 20
/** Categories × features that one answer can have. */
export const mostScores = 16_777_216

/** Scores by which features can be filtered and sorted. */
export const CategoryScoreName = z.enum(['f1', 'precision', 'recall', 'auroc', 'lift'])

/** A score of features for one category, from the newest study of columns that has it. */
export const CategoryScore = z.object({ score: CategoryScoreName, column: z.string().max(512), category: z.string().max(4096) })
export type CategoryScore = z.infer<typeof CategoryScore>

export const ColumnsQuestion = z.object({
  kind: z.literal('columns'),
  /** All that have categories where none is named. */
  columns: z.array(z.string().max(512)).max(64).default([]),
  per: Unit.default('row'),
  seed: Count.default(0)
})
export type ColumnsQuestion = z.infer<typeof ColumnsQuestion>

export const FeatureScores = HeldOutScores.extend({
  feature: Index,
  /** Area under the ROC curve of the activation, rows on which the feature is silent tied at 0; 0.5 is chance. */
  auroc: z.number(),
  /** It fires where the activation is greater. */
  threshold: z.number(),
  /** Precision ÷ share of the category among the held-out rows. */
  lift: z.number()
})
export type FeatureScores = z.infer<typeof FeatureScores>

export const CategoryScores = z.object({
  column: z.string(),
  category: z.string(),
  /** Rows or documents of the category, and those of them that are held out. */
  count: Count,
  heldOutCount: Count,
  /** By F1 on the training part, so that the held-out numbers of the first are not the luckiest of many. */
  best: z.array(FeatureScores)
})
export type CategoryScores = z.infer<typeof CategoryScores>

/**
 * Of one column, over all rows (or documents) that have a value in it:
 * - monosemanticity of a feature (after Pach et al. 2025, with "same category" as the similarity of two rows): mean of [same
 *   category] over pairs of different rows, weighted by the product of the activations: Σ_c (S_c² − Q_c) ÷ (S² − Q), S and Q the
 *   sums of activations and of their squares. 1 when it fires on one category only; `chance` is Σ_c p_c²
 * - disentanglement and completeness (Eastwood and Williams 2018), with the importance of feature i for category c being the mutual
 *   information of "fires" and "is c" where firing makes c more likely, else 0: 1 − entropy of a feature's importances (base: number
 *   of categories), weighted by their sum; 1 − entropy of a category's importances (base: number of features), weighted in the same way
 */
export const ColumnScores = z.object({
  column: z.string(),
  count: Count,
  categories: Count,
  /** Mean over features that fire on at least two rows, each weighted the same. */
  monosemanticity: z.number(),
  chance: z.number(),
  disentanglement: z.number(),
  completeness: z.number()
})
export type ColumnScores = z.infer<typeof ColumnScores>

/**
 * Arrays, f32: `f1`, `precision`, `recall`, `auroc`, `threshold`, `lift` [categories, features] in the order of `categories`;
 * `monosemanticity` [columns, features] in the order of `columns`, NaN for a feature that fires on fewer than two rows;
 * `parts` (held-out.ts).
 */
export const ColumnsAnswer = z.object({
  kind: z.literal('columns'),
  heldOut: HeldOut,
  columns: z.array(ColumnScores),
  /** Those of the first column, then those of the second … */
  categories: z.array(CategoryScores),
  /** Columns that were not named and have no categories, or too many. */
  skipped: z.array(z.object({ column: z.string(), reason: z.string() }))
})
export type ColumnsAnswer = z.infer<typeof ColumnsAnswer>
