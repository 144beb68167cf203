/**
 * A quiz about one feature: rows with hidden activations, of which a person says on which the feature fires.
 * It checks whether the label says when the feature fires, offline and by whom it was written.
 */
import { z } from 'zod'
import { Count, Id, Index, TimeMs } from './basics'
import { Example } from './feature'

/** Rows of a quiz; half of them fire where there are enough. */
export const quizRows = 10

/** Why a row is in a quiz. A near miss: the feature is silent, but one with a similar decoder direction fires. */
export const QuizKind = z.enum(['fires', 'near-miss', 'random'])
export type QuizKind = z.infer<typeof QuizKind>

/** A row as it is shown: without activations, and without anything that says why it was chosen. */
export const QuizRow = Example.omit({ value: true, values: true })
export type QuizRow = z.infer<typeof QuizRow>

export const Quiz = z.object({ id: Id, run: Id, feature: Index, label: z.string(), seed: Count, rows: z.array(QuizRow) })
export type Quiz = z.infer<typeof Quiz>

/** What one answer was worth. */
export const QuizAnswer = z.object({
  row: Index,
  kind: QuizKind,
  /** The feature's activation on the row. */
  value: z.number(),
  said: z.boolean(),
  right: z.boolean()
})
export type QuizAnswer = z.infer<typeof QuizAnswer>

/** An answered quiz. */
export const QuizResult = z.object({
  id: Id,
  run: Id,
  feature: Index,
  at: TimeMs,
  author: z.string(),
  /** The label as it was when the quiz began, and the number of its latest edit then (0 where it was never edited). */
  label: z.string(),
  version: Count,
  /** (share of firing rows that were found + share of silent rows that were found) ÷ 2, 0–1. */
  balancedAccuracy: z.number(),
  /** 95 % of the posterior of it (Brodersen et al. 2010). */
  interval: z.tuple([z.number(), z.number()]),
  /** Empty for a quiz that came with a file of labels. */
  answers: z.array(QuizAnswer)
})
export type QuizResult = z.infer<typeof QuizResult>

/** A result as it stands now: `due` when the label has another text than it had (isQuizDue). */
export const StandingResult = QuizResult.extend({ due: z.boolean() })
export type StandingResult = z.infer<typeof StandingResult>
