/** What lists say of checked labels: the result of the latest quiz of a feature, and the score of its rule. */
import { z } from 'zod'
import { Id, TimeMs } from './basics'

/** The latest answered quiz of a feature. */
export const QuizMark = z.object({
  id: Id,
  at: TimeMs,
  author: z.string(),
  /** 0–1, with its 95 % interval: contract/records/quiz.ts. */
  balancedAccuracy: z.number(),
  interval: z.tuple([z.number(), z.number()]),
  /** The label as it was when the quiz began. */
  label: z.string()
})
export type QuizMark = z.infer<typeof QuizMark>

/** The attached rule of a feature: contract/records/rule.ts. The shares are absent where it was never held against activations. */
export const RuleMark = z.object({
  precision: z.number().optional(),
  recall: z.number().optional(),
  f1: z.number().optional(),
  /** The run was analyzed again since. */
  stale: z.boolean()
})
export type RuleMark = z.infer<typeof RuleMark>

/** How a check of a label stands: never made, made of an earlier text or analysis, or as things are now. */
export const CheckState = z.enum(['none', 'stale', 'current'])
export type CheckState = z.infer<typeof CheckState>

/** Whether a label needs a new quiz: its text is another one than the quiz was about. A label that was emptied needs none. */
export function isQuizDue(label: string, quiz: Pick<QuizMark, 'label'> | undefined): boolean {
  return quiz !== undefined && label.trim() !== '' && label !== quiz.label
}
