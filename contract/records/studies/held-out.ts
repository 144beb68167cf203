/** How the rows were parted for numbers that must not flatter: what is chosen on one part is scored on the other. */
import { z } from 'zod'
import { Count } from '../basics'

/** Share of the documents (or rows) that is held out. */
export const heldOutShare = 0.3

export const HeldOut = z.object({
  /** `row` where the rows have fewer than 10 documents: neighbors in a text may then lie in both parts. */
  by: z.enum(['document', 'row']),
  seed: Count,
  trainRows: Count,
  heldOutRows: Count
})
export type HeldOut = z.infer<typeof HeldOut>

/** "Fires above a threshold" against "is of the category", on the held-out rows. */
export const HeldOutScores = z.object({
  /** 2·precision·recall ÷ (precision + recall), 0–1. */
  f1: z.number(),
  /** Share of the rows on which it fires that are of the category. */
  precision: z.number(),
  /** Share of the rows of the category on which it fires. */
  recall: z.number()
})
