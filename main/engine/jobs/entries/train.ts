/** The job process that trains: puts data sets, the training station and checkpoint folders together. */
import type { MetricPoint } from '../../../../contract/records/metrics'
import { errorRecordFrom } from '../../../../contract/wire/errors'
import { blockSizes } from '../../../datasets/index'
import { startBackend } from '../../../dictionaries/index'
import { type TrainingData, type TrainingSink, train } from '../../../training/index'
import { type JobSide, serveJob } from '../job-side'
import type { TrainResult, TrainSpec } from '../protocol'
import { readState, writeCheckpoint } from './checkpoint-files'
import { type InputMeasure, inputMeasure } from './input-measure'
import { type OpenData, openData } from './open-data'
import { TrainingWishes } from './training-wishes'

/** Points are collected this long: one message for many steps. */
const pointsEveryMs = 100
const validationBatchRows = 2048

serveJob<'train'>(async (spec, side) => {
  const progress = { step: spec.resumeFrom?.step ?? 0 }
  const sink = sinkTo(side, spec, progress)
  const wishes = new TrainingWishes((news) => {
    sink.flush()
    void side.record(news === 'paused' ? { about: 'paused', step: progress.step } : { about: 'resumed' })
  })
  side.onWish((wish) => wishes.take(wish))
  try {
    return await prepareAndTrain(spec, side, sink, wishes)
  } catch (error) {
    if (wishes.wanted() !== 'stop' || errorRecordFrom(error).code !== 'cancelled') throw error
    return { step: progress.step, outcome: wishes.left ? 'left' : 'stopped' }
  } finally {
    sink.flush()
  }
})

async function prepareAndTrain(
  spec: TrainSpec,
  side: JobSide<'train'>,
  sink: TrainingSink,
  wishes: TrainingWishes
): Promise<TrainResult> {
  const backend = await startBackend()
  const data = await openData(spec.data, side.signal)
  try {
    const resume = spec.resumeFrom && (await readState(spec.resumeFrom.folder))
    const options = { onProgress: side.progress, isWanted: () => wishes.wanted() !== 'stop' }
    const measure = resume ?? (await inputMeasure(data, spec.data.indexFolder, spec.data.dataset.trainRows, options))
    await side.record({ about: 'started', backend, inputScale: measure.inputScale })
    const result = await train({
      config: spec.config,
      data: trainingData(data, measure, spec),
      ...(resume ? { resume } : {}),
      sink,
      control: wishes,
      signal: AbortSignal.any([side.signal, wishes.discarded.signal])
    })
    return result.outcome === 'stopped' && wishes.left ? { step: result.step, outcome: 'left' } : result
  } finally {
    await data.close()
  }
}

function trainingData(data: OpenData, { mean, inputScale }: InputMeasure, { config, data: place }: TrainSpec): TrainingData {
  return {
    dIn: data.reader.dIn,
    trainRows: place.dataset.trainRows,
    mean,
    inputScale,
    batches: (firstBatch) =>
      data.shuffled({ batchRows: config.batchRows, seed: config.seed, firstBatch, sizes: blockSizes(config) }),
    validation: () => data.inOrder(['validation'], validationBatchRows)
  }
}

function sinkTo(side: JobSide<'train'>, spec: TrainSpec, progress: { step: number }): TrainingSink & { flush(): void } {
  let points: MetricPoint[] = []
  let flushedAt = performance.now()
  const flush = () => {
    flushedAt = performance.now()
    if (points.length > 0) void side.record({ about: 'points', points })
    points = []
  }
  return {
    flush,
    points(more) {
      points.push(...more)
      const last = more[more.length - 1]
      progress.step = last.step
      if (performance.now() - flushedAt >= pointsEveryMs) flush()
      side.progress({ done: last.step, total: spec.config.steps, unit: 'steps' })
    },
    density: (histogram) => void side.record({ about: 'density', histogram }),
    mark: (mark) => void side.record({ about: 'mark', mark }),
    warning: (warning) => void side.record({ about: 'warning', warning }),
    async checkpoint(state, reason) {
      flush()
      await writeCheckpoint(spec.checkpointsFolder, state)
      await side.record({ about: 'checkpoint', step: state.step, seconds: state.seconds, reason })
    }
  }
}
