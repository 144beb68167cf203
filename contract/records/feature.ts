/**
 * Facts about features: what an analysis stores and what the list and the feature page show.
 * Labels (what a person says) are in label.ts.
 */
import { z } from 'zod'
import { ErrorRecord } from '../wire/errors'
import { Count, Histogram, Id, Index } from './basics'
import { QuizMark, RuleMark } from './check-marks'
import { Confidence, LabelStatus } from './label'

/** Bins of a feature's activation histogram: equal steps from 0 to the feature's maximum, active rows only. */
export const activationBins = 40
/**
 * Bins of the log-spaced histogram: ten a decade over the four decades below the feature's maximum, active rows only; the first
 * bin also holds what lies below.
 */
export const logBins = 40
export const logBinsPerDecade = 10
/** Intervals of examples: equal steps from 0 to the feature's maximum, numbered 1 (lowest) to 10. */
export const intervalCount = 10
/** Lists of examples of a feature: top, random, then one for each interval. */
export const exampleLists = 2 + intervalCount
/** Rows kept per feature by an analysis. */
export const exampleCounts = { top: 20, random: 20, perInterval: 5 } as const

/** Numbers of one feature over all rows of the data set, activations on raw inputs. */
export const FeatureFacts = z.object({
  feature: Index,
  /** Share of rows on which the feature is active, 0–1. */
  density: z.number(),
  activeRows: Count,
  /** Mean over active rows. */
  mean: z.number(),
  max: z.number(),
  /** Share of the activation mass Σ activation of all features, 0–1. */
  mass: z.number(),
  /** Highest decoder cosine with another feature. */
  nearestCosine: z.number(),
  /** Of what follows an analysis of an older Loupe has nothing. Variance of the activations over active rows (÷ their number). */
  variance: z.number().optional(),
  /** Skewness of the activations over active rows, m3 ÷ m2^1.5 of central moments (Fisher–Pearson); 0 where they do not vary. */
  skew: z.number().optional(),
  /** Documents in which it fires; a row that belongs to none counts as one. */
  documents: Count.optional(),
  /** Share of the active rows that lie in the document with the most of them, 0–1. */
  documentShare: z.number().optional(),
  /**
   * Share of the variance of the reconstructions: Σ over rows of f·⟨W_dec, x̂ − mean x̂⟩ ÷ Σ‖x̂ − mean x̂‖². The shares of all
   * features add up to 1; one whose direction is mostly undone by others is below 0.
   */
  explainedShare: z.number().optional(),
  /** First and last row of the data set on which it fires; absent where it never does. */
  firstRow: Index.optional(),
  lastRow: Index.optional()
})
export type FeatureFacts = z.infer<typeof FeatureFacts>

/** Keys a list of features can be sorted by. */
export const FeatureSort = z.enum([
  'feature',
  'density',
  'mean',
  'max',
  'mass',
  'nearestCosine',
  'variance',
  'skew',
  'documents',
  'documentShare',
  'explainedShare',
  'firstRow',
  'lastRow',
  'label',
  'status',
  'quiz',
  'ruleF1'
])
export type FeatureSort = z.infer<typeof FeatureSort>

/** One line of the feature list. */
export const FeatureRow = FeatureFacts.extend({
  label: z.string(),
  status: LabelStatus,
  tags: z.array(z.string()),
  confidence: Confidence.optional(),
  /** Checks of the label, where there were some. */
  quiz: QuizMark.optional(),
  rule: RuleMark.optional(),
  /** Counts of the activation histogram folded to 10 bins. */
  spark: z.array(Count),
  /** Text just before the peak token of the top example, and that token. */
  peak: z.object({ before: z.string(), token: z.string() }).optional()
})
export type FeatureRow = z.infer<typeof FeatureRow>

/** A row on which a feature fires, with its context: `tokens[peak]` is the row itself, `values` the feature's activation on each. */
export const Example = z.object({
  row: Index,
  value: z.number(),
  /** Where it is from: document and position where the row table has them, the row number otherwise. */
  source: z.string(),
  tokens: z.array(z.string()),
  values: z.array(z.number()),
  peak: Index,
  /** Label columns of the row. */
  labels: z.record(z.string(), z.string())
})
export type Example = z.infer<typeof Example>

/** Examples whose activation lies in (from, to]. */
export const IntervalExamples = z.object({
  interval: z.number().int().min(1).max(intervalCount),
  from: z.number(),
  to: z.number(),
  /** Share of active rows in it. */
  share: z.number(),
  examples: z.array(Example)
})
export type IntervalExamples = z.infer<typeof IntervalExamples>

export const Neighbor = z.object({ feature: Index, cosine: z.number(), label: z.string() })
export type Neighbor = z.infer<typeof Neighbor>

/** The whole feature page. */
export const FeaturePage = FeatureRow.extend({
  run: Id,
  rows: Count,
  massRank: Count,
  /** Share of all active slots (Σ over features of active rows), 0–1. */
  l0Share: z.number(),
  histogram: Histogram,
  /** Absent in an analysis of an older Loupe. */
  logHistogram: Histogram.optional(),
  neighbors: z.array(Neighbor),
  examples: z.object({
    top: z.array(Example),
    random: z.array(Example),
    intervals: z.array(IntervalExamples)
  }),
  notes: z.string(),
  /** Why contexts or the activations in them are missing; everything else is as it was analyzed. */
  problem: ErrorRecord.optional()
})
export type FeaturePage = z.infer<typeof FeaturePage>
