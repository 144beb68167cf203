/** Checks of labels as they travel with label files: the latest quiz of a feature and its rule, with what they were worth. */
import { z } from 'zod'
import { Id, TimeMs } from './basics'
import { LabelRule, RuleNumbers } from './rule'

/** The result of a quiz, without its rows: they are of one data set. */
export const KeptQuiz = z.object({
  id: Id,
  /** The label that it was about. */
  label: z.string(),
  author: z.string(),
  at: TimeMs,
  balanced_accuracy: z.number().min(0).max(1),
  interval: z.tuple([z.number(), z.number()])
})
export type KeptQuiz = z.infer<typeof KeptQuiz>

/** `score`: what it was worth against all activations of the analysis; absent where that was never asked. */
export const KeptRule = z.object({
  rule: LabelRule,
  author: z.string(),
  at: TimeMs,
  label: z.string().optional(),
  score: RuleNumbers.optional()
})
export type KeptRule = z.infer<typeof KeptRule>
