/**
 * The field's measures of a reconstruction by name: libraries use one word for different things, so each has its formula here.
 * e = x̂ − x, d dimensions, n rows, E the mean over all rows, x̄ the mean of a batch.
 */
import type { ReconstructionSums } from './reconstruction-sums'

/** A measure that is not defined for these rows (none, or all equal) is left out. */
export type ReconstructionMetrics = Partial<Record<ReconstructionMetric, number>>

export const reconstructionMetrics = {
  /** 1 − E‖e‖² / (E‖x‖² − ‖E x‖²); SAELens ExplainedVarianceCalculator, and 1 − saev's normalized_mse. */
  explained_variance: (s) => 1 - ratio(s.squaredError, spread(s)),
  /** Mean over batches of 1 − Σ‖e‖² / Σ‖x − x̄‖²; SAELens metrics/explained_variance while training, 1 − sparsify's fvu. */
  explained_variance_of_batches: (s) => 1 - ratio(s.batchUnexplained, s.variedBatches),
  /** Mean over rows of 1 − ‖e‖² / ‖x − x̄‖²; SAELens, SAEBench explained_variance_legacy. Rows near the mean weigh much. */
  explained_variance_legacy: (s) => ratio(s.rowExplained, s.variedRows),
  /** Standard deviation (n − 1) of the same over rows; SAELens explained_variance_legacy_std. */
  explained_variance_legacy_std: legacyDeviation,
  /**
   * 1 − E‖e‖² / (E‖x‖² − (E x² over rows and dimensions)²); SAEBench 0.6.0 explained_variance, by a slip kept there: it changes
   * with the scale of the inputs, and leaves 0 … 1 where they are large.
   */
  explained_variance_saebench: (s) => 1 - s.squaredError / s.rows / saebenchSpread(s),
  /** 1 − Σ_d Var(x − x̂) / Σ_d Var(x), a constant error not counted; dictionary_learning frac_variance_explained. */
  frac_variance_explained: (s) => 1 - ratio(s.squaredError - squareOf(s.error) / s.rows, spread(s)),
  /** 1 − mean e² / mean (x − m)², m the mean over rows and dimensions; overcomplete r2. */
  r2: (s) => 1 - ratio(s.squaredError, s.squaredInput - total(s.input) ** 2 / (s.rows * s.width)),
  /** Σ‖e‖² / Σ‖x − E x‖², 1 − explained_variance. */
  fvu: (s) => ratio(s.squaredError, spread(s)),
  /** E(‖e‖² / ‖x‖²); OpenAI normalized_mean_squared_error. */
  normalized_mse: (s) => ratio(s.relativeError, s.longRows),
  /** E‖e‖², summed over dimensions; SAELens mse. */
  mse: (s) => ratio(s.squaredError, s.rows),
  /** Mean of e² over rows and dimensions; OpenAI, overcomplete, saev mse. */
  mse_per_dimension: (s) => ratio(s.squaredError, s.rows * s.width),
  /** E cos(x, x̂); cossim. */
  cosine: (s) => ratio(s.cosine, s.longRows),
  /** E(‖x̂‖ / ‖x‖); below 1: shrinkage. */
  l2_ratio: (s) => ratio(s.lengthRatio, s.longRows),
  /** E‖x̂‖² / E[x·x̂]; arXiv 2404.16014, equation 10. */
  relative_reconstruction_bias: (s) => ratio(s.squaredOutput, s.product)
} satisfies Record<string, (sums: ReconstructionSums) => number>

export type ReconstructionMetric = keyof typeof reconstructionMetrics

/** All measures that are defined for these sums. */
export function metricsOf(sums: ReconstructionSums): ReconstructionMetrics {
  const all = Object.entries(reconstructionMetrics).map(([name, measure]) => [name, measure(sums)] as const)
  return Object.fromEntries(all.filter(([, value]) => Number.isFinite(value)))
}

/** NaN where the divisor is not above 0. */
function ratio(value: number, by: number): number {
  return by > 0 ? value / by : Number.NaN
}

/** Σ‖x − E x‖², NaN where rounding is all that is left of it. */
function spread({ squaredInput, input, rows }: ReconstructionSums): number {
  const rest = squaredInput - squareOf(input) / rows
  return rest > 1e-12 * squaredInput ? rest : Number.NaN
}

function saebenchSpread({ squaredInput, rows, width }: ReconstructionSums): number {
  return squaredInput / rows - (squaredInput / (rows * width)) ** 2
}

function legacyDeviation({ variedRows, rowExplained, squaredRowExplained }: ReconstructionSums): number {
  const rest = squaredRowExplained - rowExplained ** 2 / variedRows
  return Math.sqrt(Math.max(0, rest) / (variedRows - 1))
}

function squareOf(vector: Float64Array): number {
  return vector.reduce((sum, value) => sum + value * value, 0)
}

function total(vector: Float64Array): number {
  return vector.reduce((sum, value) => sum + value, 0)
}
