/**
 * How the rows were parted for numbers that must not flatter: what is chosen on one part is scored on the other.
 * Studies that part rows have an array `parts` [rows or documents] u32: 0 not seen by the analysis, 1 training, 2 held out.
 */
import { z } from 'zod'
import { Count } from '../basics'

/**
 * What is held against a label: each row; each row with the mean activation over its context (it and up to `contextRows` rows
 * before and after it in its document); or each document with the mean activation over its rows.
 */
export const Unit = z.enum(['row', 'context', 'document'])
export type Unit = z.infer<typeof Unit>

/** Rows to either side that belong to the context of a row. */
export const contextRows = 16

/** Share of the documents (or rows) that is held out. */
export const heldOutShare = 0.3

export const HeldOut = z.object({
  /** `row` where the rows have fewer than 10 documents: neighbors in a text may then lie in both parts. */
  by: z.enum(['document', 'row']),
  seed: Count,
  /** What is counted below, and in the answer. */
  per: Unit,
  /** Rows, contexts or documents of either part. */
  train: Count,
  heldOut: Count
})
export type HeldOut = z.infer<typeof HeldOut>

/** "Fires above a threshold" against "is of the category", on the held-out part; `rows` are documents where it is per document. */
export const HeldOutScores = z.object({
  /** 2·precision·recall ÷ (precision + recall), 0–1. */
  f1: z.number(),
  /** Share of the rows on which it fires that are of the category. */
  precision: z.number(),
  /** Share of the rows of the category on which it fires. */
  recall: z.number()
})
