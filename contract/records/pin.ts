/**
 * Pinned features of a run: those that a person wants to see become what they are, with what they fire on at each checkpoint.
 * What is measured is measured on a fixed sample of rows, the same at every checkpoint of the run.
 */
import { z } from 'zod'
import type { Postings } from './arrays'
import { Count, Index, TimeMs } from './basics'
import { Example } from './feature'

/** Features that a run can have pinned at a time. */
export const mostPins = 24
/** Strongest rows kept of each at each checkpoint. */
export const pinnedExamples = 5
/** Rows of the fixed sample at most: validation rows first, then training rows; fewer where rows are very wide. */
export const pinnedSampleRows = 4096
/** Rows to either side of an example whose activations are kept beside it. */
export const pinnedContext = 16

/** One pinned feature at one checkpoint. Activations are in raw input units. */
export const PinnedMoment = z.object({
  step: Count,
  /** Share of the sampled rows on which the feature fires, 0–1. */
  density: z.number(),
  /** Greatest activation on the sampled rows, 0 where it fires on none. */
  max: z.number(),
  /** Sampled rows. */
  rows: Count
})
export type PinnedMoment = z.infer<typeof PinnedMoment>

export const PinnedFeature = z.object({
  feature: Index,
  /** '' where nobody wrote one. */
  label: z.string(),
  pinnedAt: TimeMs,
  /** Steps that the run had done then. */
  pinnedStep: Count,
  /** By step. */
  moments: z.array(PinnedMoment)
})
export type PinnedFeature = z.infer<typeof PinnedFeature>

/** All pinned features of a run, the earliest pinned first. */
export const PinnedRun = z.object({
  pins: z.array(PinnedFeature),
  /** Steps of checkpoints on the disk where some pinned feature was not measured yet, ascending. */
  missing: z.array(Count)
})
export type PinnedRun = z.infer<typeof PinnedRun>

/** A pinned feature at a checkpoint with its strongest rows, the strongest first, at most one per document where there are enough. */
export const PinnedEvidence = PinnedMoment.extend({ feature: Index, examples: z.array(Example) })
export type PinnedEvidence = z.infer<typeof PinnedEvidence>

/** A feature that may be worth pinning. `middle`: density nearest to the median of those that fire; `rarest` of those that fire. */
export const PinSuggestion = z.object({
  feature: Index,
  reason: z.enum(['densest', 'middle', 'rarest']),
  density: z.number()
})
export type PinSuggestion = z.infer<typeof PinSuggestion>

/**
 * What a job measures of one pinned feature at one checkpoint; stays inside the engine.
 * `near`: where the feature fires among the sampled rows within pinnedContext of an example, row ids ascending.
 */
export interface PinMeasure extends Omit<PinnedMoment, 'step'> {
  feature: number
  /** The strongest first. */
  examples: { rows: Uint32Array; values: Float32Array }
  near: Postings
}
