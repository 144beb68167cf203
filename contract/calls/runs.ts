/** Calls about runs: configure, start, control, read metrics. */
import { z } from 'zod'
import { Count, Id } from '../records/basics'
import { DensityHistogram, MetricColumns, RunMark } from '../records/metrics'
import { Architecture, Run, RunConfig } from '../records/run'
import { call } from './call'

const OneRun = z.object({ project: Id, run: Id })
/** Whether the analysis starts by itself when the run ends. */
const Analyze = z.boolean().default(true)

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
  'runs.defaults': call(
    z.object({ project: Id, dataset: Id.optional(), architecture: Architecture, given: RunConfig.partial().default({}) }),
    RunConfig
  ),
  /** Checks the configuration, records the run and starts its job. */
  'runs.start': call(
    z.object({ project: Id, dataset: Id.optional(), name: z.string().max(200).optional(), config: RunConfig, analyze: Analyze }),
    Run
  ),
  'runs.list': call(z.object({ project: Id }), z.array(Run)),
  'runs.get': call(OneRun, Run),
  'runs.pause': call(OneRun, Run),
  /** Continues a paused, stopped, failed or interrupted run from its latest checkpoint. */
  'runs.resume': call(OneRun.extend({ analyze: Analyze }), Run),
  /** Ends a run early; `keep` writes a checkpoint first. */
  'runs.stop': call(OneRun.extend({ keep: z.boolean().default(true) }), Run),
  'runs.checkpoint': call(OneRun, Run),
  'runs.rename': call(OneRun.extend({ name: z.string().min(1).max(200) }), Run),
  'runs.setNote': call(OneRun.extend({ note: z.string().max(10_000) }), Run),
  /** Deletes a run with its labels, analysis and checkpoints. `confirmed` must be true; not possible while it trains. */
  'runs.delete': call(OneRun.extend({ confirmed: z.literal(true) }), z.null()),
  'runs.metrics': call(
    OneRun.extend({
      fromStep: Count.default(0),
      toStep: Count.optional(),
      maxPoints: z.number().int().min(10).max(1_000_000).default(2_000)
    }),
    RunMetrics
  ),
  /** Starts the analysis of a checkpoint (the latest when `step` is left out); the job is announced by `job.changed`. */
  'runs.analyze': call(OneRun.extend({ step: Count.optional() }), z.object({ job: Id }))
}
