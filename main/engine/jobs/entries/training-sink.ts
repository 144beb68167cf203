/** Where a training's results go in a job process: news to the engine, collected for a moment; checkpoints into their folder first. */
import type { MetricPoint } from '../../../../contract/records/metrics'
import type { TrainingSink } from '../../../training/index'
import type { JobSide } from '../job-side'
import type { TrainSpec } from '../protocol/training'
import { writeCheckpoint } from './checkpoint-files'
import { writeKeptBatch } from './kept-batch'

/** Points are collected this long: one message for many steps. */
const pointsEveryMs = 100

export interface CollectingSink extends TrainingSink {
  /** Steps done. */
  readonly step: number
  /** Sends what was collected. */
  flush(): void
}

export function trainingSink(
  side: Pick<JobSide<'train'>, 'record' | 'progress'>,
  { resumeFrom, config, checkpointsFolder }: Pick<TrainSpec, 'resumeFrom' | 'config' | 'checkpointsFolder'>
): CollectingSink {
  let points: MetricPoint[] = []
  let flushedAt = performance.now()
  let done = resumeFrom?.step ?? 0
  const flush = () => {
    flushedAt = performance.now()
    if (points.length > 0) void side.record({ about: 'points', points })
    points = []
  }
  return {
    get step() {
      return done
    },
    flush,
    points(more) {
      points.push(...more)
      done = more[more.length - 1].step
      if (performance.now() - flushedAt >= pointsEveryMs) flush()
      side.progress({ done, total: config.steps, unit: 'steps' })
    },
    density: (histogram) => void side.record({ about: 'density', histogram }),
    mark: (mark) => void side.record({ about: 'mark', mark }),
    warning: (warning) => void side.record({ about: 'warning', warning }),
    keepBatch: (step, batch) => writeKeptBatch(checkpointsFolder, step, batch),
    async checkpoint(state, reason) {
      flush()
      await writeCheckpoint(checkpointsFolder, state)
      await side.record({ about: 'checkpoint', step: state.step, seconds: state.seconds, reason })
    }
  }
}
