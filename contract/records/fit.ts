/** Whether a dictionary fits activations that it was not trained on: what was measured, and what it says. */
import { z } from 'zod'
import { Count, Id } from './basics'

/**
 * - `fits`: the error is near that of validation
 * - `other-scale`: it fits once the rows are brought to the norms of the training data
 * - `centered`: it fits once the mean of the training data is added
 * - `normalized`: all rows have the same norm, those of the training data do not
 * - `worse`: it explains some of the variance, and less than of its own data
 * - `other-data`: it does not fit: another layer, another model, or dimensions in another order
 */
export const FitVerdict = z.enum(['fits', 'other-scale', 'centered', 'normalized', 'worse', 'other-data'])
export type FitVerdict = z.infer<typeof FitVerdict>

/** `fvu` is absent where rows do not vary; `deadShare` is of features that fired on none of the rows. */
export const FitNumbers = z.object({
  rows: Count,
  meanNorm: z.number(),
  fvu: z.number().optional(),
  l0: z.number().optional(),
  deadShare: z.number().optional()
})
export type FitNumbers = z.infer<typeof FitNumbers>

export const FitReport = z.object({
  run: Id,
  step: Count,
  /** Of the other file; `rows` of them were looked at, spread evenly. */
  here: FitNumbers,
  /** Of the data that the run trained on: the norms of its data set, the values of its latest validation. */
  trained: FitNumbers,
  /** Mean norm here ÷ mean norm there. */
  normRatio: z.number(),
  /** FVU after the rows were changed in a way that would explain a mismatch. */
  tried: z.array(z.object({ change: z.enum(['scaled', 'mean-added']), fvu: z.number() })),
  /** FVU up to which the dictionary counts as fitting. */
  limit: z.number(),
  /** Rows of the sample that were left out: not finite, or outliers under the rule of the data set. */
  leftOut: Count,
  verdict: FitVerdict,
  title: z.string(),
  /** The likely cause and what to do. */
  detail: z.string()
})
export type FitReport = z.infer<typeof FitReport>
