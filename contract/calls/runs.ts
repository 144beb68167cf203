/** Calls about runs: configure, start, control, read metrics. */
import { z } from 'zod'
import { Count, Id } from '../records/basics'
import { DensityHistogram, MetricColumns, RunMark } from '../records/metrics'
import { Architecture, Checkpoint, Run, RunConfig, RunTags } from '../records/run'
import { RunEstimate } from '../records/run-estimate'
import { PlannedRun, RunGroup, SweepPlan } from '../records/run-group'
import { call, read } from './call'

const OneRun = z.object({ project: Id, run: Id })
const OneGroup = z.object({ project: Id, group: Id })
/** Whether the analysis starts by itself when the run ends. */
const Analyze = z.boolean().default(true)

const SweepDraft = z.object({ project: Id, dataset: Id.optional(), plan: SweepPlan })

/** Metrics of a run, at most `maxPoints` points per split (first, last, minimum and maximum of each bucket are kept). */
export const RunMetrics = z.object({
  run: Id,
  columns: z.array(MetricColumns),
  density: z.array(DensityHistogram),
  marks: z.array(RunMark)
})
export type RunMetrics = z.infer<typeof RunMetrics>

export const runCalls = {
  /** Defaults for an architecture on a data set, with the given fields kept. */
  'runs.defaults': read(
    z.object({ project: Id, dataset: Id.optional(), architecture: Architecture, given: RunConfig.partial().default({}) }),
    RunConfig
  ),
  /** Checks the configuration, records the run and starts its job. */
  'runs.start': call(
    z.object({ project: Id, dataset: Id.optional(), name: z.string().max(200).optional(), config: RunConfig, analyze: Analyze }),
    Run
  ),
  /** Trains for a moment on the data, in a process of its own, and keeps nothing of it; can be cancelled. */
  'runs.estimate': call(z.object({ project: Id, dataset: Id.optional(), config: RunConfig }), RunEstimate),
  'runs.list': read(z.object({ project: Id }), z.array(Run)),
  'runs.get': read(OneRun, Run),
  'runs.pause': call(OneRun, Run),
  /** Continues a paused, stopped, failed or interrupted run from its latest checkpoint. */
  'runs.resume': call(OneRun.extend({ analyze: Analyze }), Run),
  /** Ends a run early, also one that waits in a group; `keep` writes a checkpoint first. */
  'runs.stop': call(OneRun.extend({ keep: z.boolean().default(true) }), Run),
  'runs.checkpoint': call(OneRun, Run),
  'runs.rename': call(OneRun.extend({ name: z.string().min(1).max(200) }), Run),
  'runs.setNote': call(OneRun.extend({ note: z.string().max(10_000) }), Run),
  'runs.setTags': call(OneRun.extend({ tags: RunTags }), Run),
  'runs.archive': call(OneRun.extend({ archived: z.boolean() }), Run),
  /** Deletes a run with its labels, analysis and checkpoints. `confirmed` must be true; not possible while it trains. */
  'runs.delete': call(OneRun.extend({ confirmed: z.literal(true) }), z.null()),
  'runs.metrics': read(
    OneRun.extend({
      fromStep: Count.default(0),
      toStep: Count.optional(),
      maxPoints: z.number().int().min(10).max(1_000_000).default(2_000)
    }),
    RunMetrics
  ),
  /**
   * Takes checkpoints away that nothing needs: of the run, or of all runs that are not training. What stays is the last, the best,
   * the one that was analyzed and those that somebody asked for. `dryRun` only says which would go.
   */
  'runs.prune': call(
    z.object({ project: Id, run: Id.optional(), dryRun: z.boolean().default(false) }),
    z.object({ removed: z.array(Checkpoint), freedBytes: Count })
  ),
  /** The runs that a plan would make, with what is wrong with each; throws `usage` for a plan that can not be read. */
  'runs.planSweep': read(SweepDraft, z.array(PlannedRun)),
  /**
   * Records a group of runs, all or none, and trains them, `parallel` at a time; what can not work is refused before the start.
   * One member's failure does not end the others. What the engine did not get to stays queued until the group is resumed.
   */
  'runs.sweep': call(
    SweepDraft.extend({
      name: z.string().trim().min(1).max(100).default('sweep'),
      parallel: RunGroup.shape.parallel.default(1),
      share: RunGroup.shape.share.default(false),
      analyze: Analyze
    }),
    z.object({ group: RunGroup, runs: z.array(Run) })
  ),
  /** Oldest first. */
  'runs.groups': read(z.object({ project: Id }), z.array(RunGroup)),
  /** Ends those that train (`keep`: with a checkpoint) and those that wait. */
  'runs.stopGroup': call(OneGroup.extend({ keep: z.boolean().default(true) }), z.array(Run)),
  /** Goes on with all members that are not done. */
  'runs.resumeGroup': call(OneGroup, z.array(Run)),
  /**
   * Starts the analysis of a checkpoint (the run's result when `step` is left out, while it trains the best so far); the job is
   * announced by `job.changed`. An analysis that was cut off is gone on with, and one whose data set grew goes on over the new rows:
   * the result is the same as that of a whole one. `pass`: which it is; `wholeBecause`: why, where an earlier pass can not be gone on with. `upToDate`: there was nothing to do,
   * and the job is done; `fresh` analyzes all rows all the same.
   */
  'runs.analyze': call(
    OneRun.extend({ step: Count.optional(), fresh: z.boolean().default(false) }),
    z.object({
      job: Id,
      upToDate: z.boolean(),
      pass: z.enum(['whole', 'resumed', 'extended']),
      wholeBecause: z.string().optional()
    })
  )
}
