/**
 * Metrics of a run: their keys (the field's own names), the frames that carry them, and the density histogram.
 * Formulas are in main/maths and main/training; the definitions here say what a number means.
 */
import { z } from 'zod'
import { Count, Id } from './basics'

/**
 * Per training step, over the rows of one batch; for validation, over all validation rows.
 * - `loss` total loss as optimised; `mse` squared error summed over d_in, mean over rows (scaled units);
 *   `sparsity_loss` the part that asks for few or small activations, with its coefficient; `aux_loss` the second loss (AuxK,
 *   pre-activation, gated's frozen decoder), with its coefficient
 * - `fvu` Σ‖e‖² / Σ‖x − mean x‖²; `explained_variance` 1 − fvu (streaming, float64, SAELens ExplainedVarianceCalculator)
 * - `l0` mean number of active features per row; `l1` mean Σ|f| per row (raw activations, scaled units)
 * - `dead` features that did not fire within the dead window; for validation: on no validation row
 * - `dense` features that fired on more than a tenth of the rows of the dead window (SAEBench freq_over_10_percent);
 *   `rare` those that fired on fewer than one of 10,000, but on some; absent before the window holds 100,000 rows
 * - `threshold` mean of JumpReLU's thresholds, or the one that BatchTopK and Matryoshka infer with; `threshold_spread` standard
 *   deviation of JumpReLU's
 * - `learning_rate`; `sparsity_coefficient` λ of the step; `gradient_norm` before clipping
 * - `rows_per_second` over the time since the last point
 * - `data_wait` share (0–1) of the time of all steps since the training was started or resumed that it waited for rows
 */
export const metricKeys = [
  'loss',
  'mse',
  'sparsity_loss',
  'aux_loss',
  'fvu',
  'explained_variance',
  'l0',
  'l1',
  'dead',
  'dense',
  'rare',
  'threshold',
  'threshold_spread',
  'learning_rate',
  'sparsity_coefficient',
  'rows_per_second',
  'gradient_norm',
  'data_wait'
] as const
export const MetricKey = z.enum(metricKeys)
export type MetricKey = z.infer<typeof MetricKey>

export const Split = z.enum(['train', 'validation'])
export type Split = z.infer<typeof Split>

/** One measurement. A metric that an architecture does not have is absent. */
export const MetricPoint = z.object({
  split: Split,
  /** Steps done, counted from 1. */
  step: Count,
  /** Seconds of training before this point, pauses not counted. */
  seconds: z.number().nonnegative(),
  values: z.partialRecord(MetricKey, z.number())
})
export type MetricPoint = z.infer<typeof MetricPoint>

const Column = z.instanceof(Float64Array)

/** Points of one run and split as columns of equal length; NaN where a metric is absent. */
export const MetricColumns = z.object({
  split: Split,
  steps: Column,
  seconds: Column,
  columns: z.partialRecord(MetricKey, Column)
})
export type MetricColumns = z.infer<typeof MetricColumns>

/** Edges of the density histogram: log10 of density from −5 to 0 in 50 bins; lower densities count as bin 0, none as `dead`. */
export const densityBins = { from: -5, to: 0, count: 50 } as const

/** How many features have which density (share of the rows of the dead window on which a feature fired). */
export const DensityHistogram = z.object({
  step: Count,
  counts: z.array(Count).length(densityBins.count),
  /** Features that did not fire at all. */
  dead: Count
})
export type DensityHistogram = z.infer<typeof DensityHistogram>

/** A mark on the step axis. `path`: another way to compute the same was chosen, because it is faster from there on. */
export const RunMark = z.object({
  step: Count,
  kind: z.enum(['resumed', 'not-finite', 'checkpoint', 'spike', 'resampled', 'path', 'held-up', 'early-stop']),
  text: z.string()
})
export type RunMark = z.infer<typeof RunMark>

export const LiveFrame = z.object({
  run: Id,
  columns: z.array(MetricColumns),
  density: DensityHistogram.optional(),
  marks: z.array(RunMark)
})
export type LiveFrame = z.infer<typeof LiveFrame>
