/**
 * What a data set is: activation rows in a file, with a row table beside them, as it is stored in a project.
 * What was found while looking at files before that is in inspection.ts.
 */
import { z } from 'zod'
import { ErrorRecord } from '../wire/errors'
import { ArraySource, Count, Dtype, FileReference, Id, Index, TimeMs } from './basics'

/** What happens to rows whose norm is over `outlierFactor` × the median norm. */
export const OutlierRule = z.enum(['drop', 'clip', 'keep'])
export type OutlierRule = z.infer<typeof OutlierRule>

/** Default factor over the median norm from which a row counts as an outlier (attention sinks lie far above it). */
export const outlierFactor = 10

/**
 * Which rows validate: those of every `every`-th document (document number modulo `every` = `every` − 1),
 * or every `every`-th row where there are no documents. `none` trains on everything. Under `column` the row table says it:
 * `column`, or where that is left out the column of role `split`, holds train, validation (val, valid, dev) or test, which is
 * left out; rows without a value train.
 */
export const SplitRule = z.object({
  by: z.enum(['document', 'row', 'column', 'none']),
  every: z.number().int().min(2).max(1000),
  column: z.string().min(1).max(512).optional()
})
export type SplitRule = z.infer<typeof SplitRule>

/** Rows whose cell in `column` is none of `values` (as text) are left out of training and validation. */
export const RowFilter = z.object({
  column: z.string().min(1).max(512),
  values: z.array(z.string().max(4096)).min(1).max(1000)
})
export type RowFilter = z.infer<typeof RowFilter>

/**
 * How often a training row is drawn per epoch, by its cell in `column` (as text); values that are not named weigh 1.
 * A weight of 2.3 draws every row twice and about 30 % of the rows, chosen by the run's seed, a third time.
 * Validation and analysis see each row once, whatever its weight.
 */
export const RowWeights = z.object({
  column: z.string().min(1).max(512),
  weights: z.record(z.string().max(4096), z.number().min(0).max(1000))
})
export type RowWeights = z.infer<typeof RowWeights>

/** One of several streams (layers) whose rows are joined side by side. */
export const StreamSource = z.object({ name: z.string().min(1).max(200), source: ArraySource })
export type StreamSource = z.infer<typeof StreamSource>

/** What a data set is made of, as a person gives it. */
export const DatasetSources = z.object({
  /** With streams: the source of the first. */
  activations: ArraySource,
  /** All streams of a crosscoder, in the order in which their rows are joined. */
  streams: z.array(StreamSource).min(2).max(256).optional(),
  /** What a transcoder predicts from the activations: as many rows, in the same order. */
  targets: ArraySource.optional(),
  /** Left out: the columns beside the activations, where their file has them. */
  rowTable: ArraySource.optional(),
  /** A file with the text of token ids (tokenizer.json, vocab.json …), for a row table that has ids only. */
  vocabulary: z.string().min(1).max(4096).optional(),
  outliers: OutlierRule.default('drop'),
  /** Left out: the split column of the row table, else every 10th document, or every 10th row where there are no documents. */
  split: SplitRule.optional(),
  filter: RowFilter.optional(),
  weights: RowWeights.optional()
})
export type DatasetSources = z.infer<typeof DatasetSources>

/** How a column of the row table is used. Of `image` a cell is the path of an image file, or the image itself. */
export const ColumnRole = z.enum(['token', 'token-id', 'document', 'position', 'split', 'image', 'label', 'unused'])
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

/** An array that a project points at. */
export const ArrayReference = FileReference.extend({ dtype: Dtype, shape: z.array(Count) })
export type ArrayReference = z.infer<typeof ArrayReference>

/** Euclidean norms over finite rows, outliers not counted in the mean. */
const Norms = z.object({ mean: z.number(), median: z.number() })

/** One of several streams, `dIn` wide; rows of the data set hold the streams side by side in their order. */
export const Stream = z.object({ name: z.string(), reference: ArrayReference, dIn: z.number().int().positive() })
export type Stream = z.infer<typeof Stream>

/** What transcoders predict: `dOut` numbers for each row of activations. */
export const Targets = ArrayReference.extend({ dOut: z.number().int().positive(), norms: Norms })
export type Targets = z.infer<typeof Targets>

/** Whether a file that a data set points at is still there with the same content. `path` as the data set has it. */
export const FileState = z.object({
  path: z.string(),
  /** Where it was found instead. */
  foundAt: z.string().optional(),
  /** Missing, changed or unreadable. */
  problem: ErrorRecord.optional()
})
export type FileState = z.infer<typeof FileState>

/** Rows that were added to a data set: it had `rows` until then. */
export const Growth = z.object({
  rows: Count,
  at: TimeMs,
  /** What is different now for rows that were there: then nothing that was made of them can be gone on with. A part of a sentence. */
  changed: z.string().optional()
})
export type Growth = z.infer<typeof Growth>

/** A data set of a project. `rows` × `dIn` activations; `trainRows` + `validationRows` + `leftOut.count` = `rows`. */
export const Dataset = z.object({
  id: Id,
  name: z.string(),
  /** With streams: the first of them. */
  activations: ArrayReference,
  /** All streams where there are several; `dIn` is the sum of theirs. */
  streams: z.array(Stream).optional(),
  targets: Targets.optional(),
  rowTable: RowTableReference.optional(),
  /** Where the text of its token ids came from. */
  vocabulary: FileReference.optional(),
  rows: Count,
  dIn: z.number().int().positive(),
  outliers: z.object({ rule: OutlierRule, factor: z.number().positive() }),
  split: SplitRule,
  filter: RowFilter.optional(),
  weights: RowWeights.optional(),
  /** Rows that never train or validate. */
  leftOut: z.object({
    count: Count,
    /** In the activations or in the targets. */
    notFinite: Count,
    /** Under the rule `drop`. */
    outliers: Count,
    /** By the filter. */
    filtered: Count.optional(),
    /** By the split column. */
    test: Count.optional(),
    /** The first 10,000 of those that are not finite or outliers. */
    rows: z.array(Index)
  }),
  /** Different rows: weights do not count here. */
  trainRows: Count,
  validationRows: Count,
  /** Of the rows that the filter leaves. */
  norms: Norms,
  documents: Count,
  /** The first growth first. */
  growths: z.array(Growth).optional(),
  createdAt: TimeMs
})
export type Dataset = z.infer<typeof Dataset>
