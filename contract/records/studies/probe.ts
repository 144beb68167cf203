/**
 * Sparse probes: for each category of a label column the best feature, and the best few features together (k-sparse probing,
 * Gurnee et al. 2023). Everything is chosen on the training part and scored on the held-out part.
 */
import { z } from 'zod'
import { Count, Index } from '../basics'
import { HeldOut, HeldOutScores, Unit } from './held-out'

export const mostProbeFeatures = 20

export const ProbeQuestion = z.object({
  kind: z.literal('probe'),
  column: z.string().max(512),
  /** All where left out. */
  category: z.string().max(4096).optional(),
  most: z.number().int().min(1).max(mostProbeFeatures).default(5),
  per: Unit.default('row'),
  seed: Count.default(0)
})
export type ProbeQuestion = z.infer<typeof ProbeQuestion>

/**
 * A probe of some features: it says the category where bias + Σ weight · activation > 0.
 * The weights are those of a logistic regression, the bias is shifted to the best F1 on the training part.
 */
export const Probe = HeldOutScores.extend({
  features: z.array(z.object({ feature: Index, weight: z.number() })),
  bias: z.number(),
  /** Area under the ROC curve on the held-out rows. */
  auroc: z.number(),
  /** Held-out rows or documents: rightly said, wrongly said, missed. */
  truePositives: Count,
  falsePositives: Count,
  falseNegatives: Count,
  /** F1 on the training part: much above the held-out one means that the probe learned its rows by heart. */
  trainF1: z.number()
})
export type Probe = z.infer<typeof Probe>

export const CategoryProbes = z.object({
  category: z.string(),
  /** Rows or documents of the category, and those of them that are held out. */
  count: Count,
  heldOutCount: Count,
  /** With 1, 2 … features; each holds those before it. The first is the best single feature. Ends early when no feature adds anything. */
  probes: z.array(Probe)
})
export type CategoryProbes = z.infer<typeof CategoryProbes>

/** With the array `parts` (held-out.ts). */
export const ProbeAnswer = z.object({
  kind: z.literal('probe'),
  column: z.string(),
  heldOut: HeldOut,
  categories: z.array(CategoryProbes)
})
export type ProbeAnswer = z.infer<typeof ProbeAnswer>
