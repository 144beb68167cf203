/**
 * A job: any long work with progress, cancel and exactly one terminal state.
 */
import { z } from 'zod'
import { ErrorRecord } from '../wire/errors'
import { Id, Index, Progress, TimeMs } from './basics'
import type { RunState } from './run'

/**
 * `pins`: measures pinned features at checkpoints on the disk. `sweep`: a group of trainings, its progress in runs; each of them has
 * a job of its own, with `group`. `study`: a question about an analyzed run. `drafts`: a language model is asked about features.
 */
export const JobKind = z.enum(['train', 'analyze', 'export', 'pins', 'sweep', 'study', 'drafts'])
export type JobKind = z.infer<typeof JobKind>

/** Terminal: done, failed, cancelled, interrupted. */
export const JobState = z.enum(['queued', 'running', 'paused', 'done', 'failed', 'cancelled', 'interrupted'])
export type JobState = z.infer<typeof JobState>

export const Job = z.object({
  id: Id,
  kind: JobKind,
  project: Id,
  run: Id.optional(),
  /** The group of runs (run-group.ts) that this job works for. */
  group: Id.optional(),
  title: z.string(),
  state: JobState,
  progress: Progress.optional(),
  error: ErrorRecord.optional(),
  /** Of an analysis that goes on from an earlier pass: the row of the data set that it began with. */
  fromRow: Index.optional(),
  startedAt: TimeMs,
  finishedAt: TimeMs.optional()
})
export type Job = z.infer<typeof Job>

/** Waits, works or is paused: there will be an end yet. */
export function isUnderWay({ state }: { state: JobState | RunState }): boolean {
  return state === 'queued' || state === 'running' || state === 'paused'
}
