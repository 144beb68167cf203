/**
 * What Loupe understood of files before a project is made of them: shapes, norms, problems with their remedies, a preview.
 */
import { z } from 'zod'
import { ErrorRecord } from '../wire/errors'
import { Count, Dtype, Histogram, Index, RowRange } from './basics'
import { OutlierRule, RowColumn } from './dataset'

/** One array that a file holds. */
export const ArrayInspection = z.object({ name: z.string(), dtype: Dtype, shape: z.array(Count) })
export type ArrayInspection = z.infer<typeof ArrayInspection>

/**
 * One file, or a folder or shards that are one thing: its format and what it can be used as. `problem` is set when it can not
 * be used.
 */
export const FileInspection = z.object({
  path: z.string(),
  /** Names of the shards in the folder `path`. */
  files: z.array(z.string()).optional(),
  /** The rows that are taken, where not all are. */
  range: RowRange.optional(),
  name: z.string(),
  format: z.string(),
  sizeBytes: Count,
  role: z.enum(['activations', 'rows', 'vocabulary', 'unused']),
  /** The array that was chosen, one of `arrays`. */
  array: z.string().optional(),
  arrays: z.array(ArrayInspection),
  /** Those of them that are columns of the row table. */
  rowArrays: z.array(z.string()).optional(),
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

/** A dimension whose root mean square is over ten times the median one. */
export const OutlierDimension = z.object({
  dimension: Index,
  rms: z.number(),
  timesMedian: z.number(),
  /** Of the squared norm of all dimensions. */
  share: z.number(),
  /** How much of its own mean square is its mean, squared: 1 for a dimension that hardly changes. */
  meanShare: z.number()
})
export type OutlierDimension = z.infer<typeof OutlierDimension>

/** How the rows lie in their space, on `rows` rows spread evenly over the file; `outlierRows` more were left out. */
export const ActivationProfile = z.object({
  rows: Count,
  outlierRows: Count,
  /** Every value of the sample is a whole number, and not all are zero. */
  wholeNumbers: z.boolean(),
  /** ‖mean row‖² / mean of ‖row‖²; 0 for centered rows. */
  meanShare: z.number(),
  /** The largest 32 are listed. */
  outlierDimensions: z.object({ count: Count, squaredNormShare: z.number(), dimensions: z.array(OutlierDimension) }),
  /**
   * Of the covariance with eigenvalues λ: `entropy` exp(−Σ p ln p) with p = λ/Σλ (Roy & Vetterli 2007), `participation`
   * (Σλ)²/Σλ², `componentsFor90` the components with 90 % of the variance. Estimates by random vectors unless `exact`.
   */
  effectiveRank: z
    .object({ entropy: z.number(), participation: z.number(), componentsFor90: Count, exact: z.boolean() })
    .optional(),
  /** Rows on the two directions of most variance: row `rows[i]` at `x[i]`, `y[i]`; `shares` of the variance. */
  projection: z
    .object({ rows: z.array(Index), x: z.array(z.number()), y: z.array(z.number()), shares: z.array(z.number()) })
    .optional()
})
export type ActivationProfile = z.infer<typeof ActivationProfile>

/** Facts from one pass over all activation rows. Row lists hold at most the first 100. */
export const ActivationSummary = z.object({
  rows: Count,
  dIn: z.number().int().positive(),
  dtype: Dtype,
  shape: z.array(Count),
  norms: NormSummary,
  /** `infinite` of them hold infinity and no NaN. */
  notFinite: z.object({ count: Count, rows: z.array(Index), infinite: Count.optional() }),
  /** Rows that hold 65,504 or −65,504, where f16 ends. */
  saturated: z.object({ count: Count, rows: z.array(Index) }).optional(),
  zero: z.object({ count: Count, rows: z.array(Index) }),
  outliers: z.object({ count: Count, rows: z.array(OutlierRow), squaredNormShare: z.number() }),
  /** Dimensions with the same value in every finite row. */
  constantDimensions: z.array(Index),
  /**
   * Rows that repeat an earlier row exactly; rows of zeros are not among them. Counted over all rows when `exact`, else
   * estimated from the `lookedAt` rows that a hash chose.
   */
  duplicates: z.object({ count: Count, rows: z.array(Index), exact: z.boolean(), lookedAt: Count }).optional(),
  /** Absent when no row is finite. */
  profile: ActivationProfile.optional(),
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

/** Every format that is read, for hints; docs/formats.md says how each is written. */
export const readableFormats =
  '.npy, .npz, .safetensors (also with an index), .pt, .parquet, .arrow and Feather, .h5, .csv, .tsv, .jsonl, raw numbers ' +
  '(FILE:f32[?,768]) and folders of Hugging Face data sets, saev, Llamascopium and delphi'

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
