/**
 * A group of runs that were started together: a sweep over values of the configuration.
 * Its members are ordinary runs (run.ts) that carry its id; what they differ in is run-fields.ts's to find.
 */
import { z } from 'zod'
import { ErrorRecord } from '../wire/errors'
import { Id, TimeMs } from './basics'
import { RunConfig } from './run'

/** Members of one group at most. */
export const mostMembers = 1_000

/**
 * Which runs a sweep has: every combination of the values of `grid`, or the list `runs`; each over `base`.
 * Any field of RunConfig can be given; what is not given anywhere is decided by the defaults of the member's architecture.
 * Fields and values are checked when the plan is expanded, so that a wrong one is answered with the nearest right one.
 */
export const SweepPlan = z.object({
  base: z.record(z.string(), z.unknown()).default({}),
  grid: z.record(z.string(), z.array(z.unknown()).min(1).max(mostMembers)).optional(),
  runs: z.array(z.record(z.string(), z.unknown())).min(1).max(mostMembers).optional()
})
export type SweepPlan = z.infer<typeof SweepPlan>

/** A run that a plan would make; `problem` where its configuration can not work. */
export const PlannedRun = z.object({
  /** Says what differs: `k=16,learningRate=0.001`; the run is named so, after the name of the group. */
  name: z.string(),
  config: RunConfig,
  problem: ErrorRecord.optional()
})
export type PlannedRun = z.infer<typeof PlannedRun>

export const RunGroup = z.object({
  id: Id,
  name: z.string(),
  createdAt: TimeMs,
  /** Runs of it that train at the same time at most; each gets its share of the processor's cores. */
  parallel: z.number().int().min(1).max(64),
  /** Whether its runs train in one process that reads each batch once for all. */
  share: z.boolean(),
  /** Whether each is analyzed when it ends. */
  analyze: z.boolean(),
  /** Those that were not deleted, in the order of the plan. */
  runs: z.array(Id)
})
export type RunGroup = z.infer<typeof RunGroup>
