/**
 * A study: a question about an analyzed run (or two) that takes longer than a moment, answered once by a process.
 * Its answer is kept: the record of it is small, big arrays lie beside it and are read in slices.
 */
import { z } from 'zod'
import { ErrorRecord } from '../../wire/errors'
import { Count, Id, TimeMs } from '../basics'
import { StudyQuestion } from './kinds'

/** Only `done` ones are kept; those that ended otherwise are known until the engine ends. */
export const StudyState = z.enum(['running', 'done', 'failed', 'cancelled', 'interrupted'])
export type StudyState = z.infer<typeof StudyState>

export const Study = z.object({
  id: Id,
  run: Id,
  kind: z.string(),
  question: StudyQuestion,
  state: StudyState,
  /** While it runs, and afterwards as long as the engine remembers. */
  job: Id.optional(),
  createdAt: TimeMs,
  /** Of the analysis that it asks: the step of the checkpoint and the rows that were seen. */
  step: Count,
  rows: Count,
  /** True once the run (or the other run) was analyzed anew or is gone: the answer is from before. */
  stale: z.boolean(),
  error: ErrorRecord.optional()
})
export type Study = z.infer<typeof Study>

/** An array of an answer; its rows are what `studies.slice` gives. */
export const StudyArray = z.object({ name: z.string(), dtype: z.enum(['f32', 'u32']), shape: z.array(Count) })
export type StudyArray = z.infer<typeof StudyArray>
