/** Two dictionaries side by side: which features of one are in the other, and both measured by the same definitions. */
import { z } from 'zod'
import { Count, Histogram, Id, Index } from '../basics'

/** Cosine of decoder rows, which have to be equally wide, or correlation of activations on the same rows. */
export const ComparedBy = z.enum(['decoder-cosine', 'activation-correlation'])
export type ComparedBy = z.infer<typeof ComparedBy>

/** Which rows each dictionary reads. */
export const ComparedReading = z.enum(['same', 'own'])
export type ComparedReading = z.infer<typeof ComparedReading>

export const CompareQuestion = z.object({
  kind: z.literal('compare'),
  /** The other run, B; A is the run that the question is about. */
  other: Id,
  /** What features are matched by; left out: decoder cosines, or correlations where only one of the two is a transcoder. */
  by: ComparedBy.optional(),
  /** Left out: `own` where the data sets differ and have as many rows, else `same`. */
  reading: ComparedReading.optional(),
  /** Similarity from which a pair counts as the same feature; left out: 0.7 for cosines (Paulo & Belrose 2025), 0.5 for correlations. */
  matchedFrom: z.number().min(0).max(1).optional(),
  /** Features listed of each sort. */
  most: z.number().int().min(1).max(1000).optional()
})
export type CompareQuestion = z.infer<typeof CompareQuestion>

/** What each number of `metrics` means. e = x̂ − x; E is the mean over all rows, x̄ the mean of a batch of rows. */
export const comparedMetrics = {
  explained_variance: '1 − E‖e‖² ÷ (E‖x‖² − ‖E x‖²): SAELens evaluation, and 1 − saev normalized_mse',
  explained_variance_of_batches: 'Mean over batches of 1 − Σ‖e‖² ÷ Σ‖x − x̄‖²: SAELens while training, and 1 − sparsify fvu',
  explained_variance_legacy: 'Mean over rows of 1 − ‖e‖² ÷ ‖x − x̄‖²: SAELens and SAEBench, legacy',
  explained_variance_legacy_std: 'Standard deviation over rows of 1 − ‖e‖² ÷ ‖x − x̄‖²',
  explained_variance_saebench:
    '1 − E‖e‖² ÷ (E‖x‖² − (E x²)²), E x² over rows and dimensions: SAEBench 0.6.0, changes with the scale of x',
  frac_variance_explained: '1 − Σ Var(x − x̂) ÷ Σ Var(x): dictionary_learning, ignores a constant error',
  r2: '1 − mean e² ÷ mean (x − m)², m the mean over rows and dimensions: overcomplete',
  fvu: 'Σ‖e‖² ÷ Σ‖x − E x‖²',
  normalized_mse: 'E(‖e‖² ÷ ‖x‖²): OpenAI',
  mse: 'E‖e‖², summed over dimensions: SAELens',
  mse_per_dimension: 'Mean of e² over rows and dimensions: OpenAI, overcomplete, saev',
  cosine: 'E cos(x, x̂)',
  l2_ratio: 'E(‖x̂‖ ÷ ‖x‖); below 1 is shrinkage',
  relative_reconstruction_bias: 'E‖x̂‖² ÷ E(x·x̂): arXiv 2404.16014, equation 10',
  l0: 'Mean number of active features per row',
  l1: 'Mean Σ|activation| per row',
  dead: 'Features that fire on none of these rows',
  frac_alive: 'Share of features that fire on some of these rows',
  rare: 'Features that fire on fewer than one of 10,000 rows, but on some',
  freq_over_1_percent: 'Share of features that fire on more than 1 % of rows: SAEBench',
  freq_over_10_percent: 'Share of features that fire on more than 10 % of rows: SAEBench',
  mean_log10_density: 'Mean of log10(density + 1e-10): SAELens mean_log10_feature_sparsity'
} as const
export type ComparedMetric = keyof typeof comparedMetrics
const metricNames = Object.keys(comparedMetrics) as [ComparedMetric, ...ComparedMetric[]]

/** One of the two dictionaries. A metric that is not defined for these rows is absent. */
export const ComparedSide = z.object({
  run: Id,
  step: Count,
  architecture: z.string(),
  dictionaryKind: z.string(),
  dIn: Count,
  dOut: Count,
  dSae: Count,
  metrics: z.partialRecord(z.enum(metricNames), z.number())
})
export type ComparedSide = z.infer<typeof ComparedSide>

/** A feature of A and the one of B it was matched with. */
export const MatchedPair = z.object({
  a: Index,
  b: Index,
  similarity: z.number(),
  /** Pearson correlation of the activations over the rows of the sample; absent where one of them never fires there. */
  correlation: z.number().optional(),
  /** Rows on which both fire ÷ rows on which one does; absent where neither fires. */
  jaccard: z.number().optional()
})
export type MatchedPair = z.infer<typeof MatchedPair>

/** A feature without a partner in the other dictionary, and what comes nearest to it there. */
export const LoneFeature = z.object({ feature: Index, density: z.number(), nearest: Index, similarity: z.number() })
export type LoneFeature = z.infer<typeof LoneFeature>

/** A feature that is the nearest one of several features of the other dictionary, the nearest of those first. */
export const SplitFeature = z.object({
  feature: Index,
  into: z.array(z.object({ feature: Index, similarity: z.number() }))
})
export type SplitFeature = z.infer<typeof SplitFeature>

const Lone = z.object({ count: Count, features: z.array(LoneFeature) })
const Splits = z.object({ count: Count, features: z.array(SplitFeature) })

/**
 * Arrays: `partner` [A] u32 (4294967295: none), `similarity`, `correlation`, `jaccard` [A] f32 (NaN: not defined),
 * `cosine` [A] f32 of the decoder rows of each pair, where the decoders are alike (answers of an older Loupe lack it),
 * `nearestInB` [A] u32 with `nearestInBSimilarity` f32, `nearestInA` [B] with `nearestInASimilarity`, `densityA`, `densityB` f32.
 */
export const CompareAnswer = z.object({
  kind: z.literal('compare'),
  a: ComparedSide,
  b: ComparedSide,
  /**
   * `same`: both read the rows of A's data set; `own`: each those of its own, which are paired by their numbers, as for
   * two layers, or a model before and after fine-tuning.
   */
  reading: ComparedReading,
  /** Rows that both were measured on. */
  rows: Count,
  /** Rows of those, spread evenly, on which correlations were computed. */
  sampleRows: Count,
  similarity: ComparedBy,
  /** `hungarian`: the one-to-one matching with the greatest sum; `greedy`: the most similar pair first, for large dictionaries. */
  method: z.enum(['hungarian', 'greedy']),
  matchedFrom: z.number(),
  /** Pairs made, and those of them at or above `matchedFrom`. */
  pairs: Count,
  matched: Count,
  /** Mean similarity of the matched pairs over the smaller number of features (MCC; signed, features without a partner count 0). */
  matchedMean: z.number(),
  /** The same over pairs that both fire on these rows. */
  matchedMeanAlive: z.number().optional(),
  /** Mean over features of the greatest similarity with any feature of the other (MMCS). */
  meanMax: z.object({ aInB: z.number(), bInA: z.number() }),
  similarities: Histogram,
  /** Of pairs at or above `matchedFrom` that both fire. */
  correlations: z.object({ pairs: Count, mean: z.number(), median: z.number(), histogram: Histogram }).optional(),
  /** The most similar pairs. */
  best: z.array(MatchedPair),
  /** Features without a partner at or above `matchedFrom`, the densest first. */
  onlyA: Lone,
  onlyB: Lone,
  /** Similarity from which a feature of the other one counts as a part of a split feature. */
  splitFrom: z.number(),
  /** Features of A that several of B have as their nearest, and the other way round. */
  splitsOfA: Splits,
  splitsOfB: Splits
})
export type CompareAnswer = z.infer<typeof CompareAnswer>
