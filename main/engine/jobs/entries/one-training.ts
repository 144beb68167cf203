/** One training in a job process, whoever else trains there: what it goes on or starts from, its facts, its end. */
import { errorRecordFrom } from '../../../../contract/wire/errors'
import { startBackend } from '../../../dictionaries/index'
import { train } from '../../../training/index'
import type { JobSide } from '../job-side'
import type { TrainResult, TrainSpec, Wish } from '../protocol/training'
import { readDictionary, readState } from './checkpoint-files'
import type { OpenData } from './open-data'
import { withPins } from './pinned-checkpoints'
import { measuredInputs, readData, trainingData } from './training-data'
import { type CollectingSink, trainingSink } from './training-sink'
import { TrainingWishes } from './training-wishes'

/** What a training needs of its side of the process. */
export type TrainingSide = Pick<JobSide<'train'>, 'signal' | 'progress' | 'record'>

export class OneTraining {
  private readonly sink: CollectingSink
  private readonly wishes: TrainingWishes
  private pins: readonly number[]

  constructor(
    private readonly spec: TrainSpec,
    private readonly side: TrainingSide
  ) {
    this.sink = trainingSink(side, spec)
    this.pins = spec.pins
    this.wishes = new TrainingWishes((news, problem) => {
      this.sink.flush()
      void side.record(news === 'paused' ? { about: 'paused', step: this.sink.step, problem } : { about: 'resumed' })
    })
  }

  wish(wish: Wish): void {
    if (typeof wish === 'string') this.wishes.take(wish)
    else this.pins = wish.pins
  }

  /** Trains to the end on what `open` gives, and closes it. */
  async run(open: () => Promise<OpenData>): Promise<TrainResult> {
    const { sink, wishes } = this
    try {
      const data = await open()
      try {
        return await this.train(data)
      } finally {
        await data.close()
      }
    } catch (error) {
      if (wishes.wanted() !== 'stop' || errorRecordFrom(error).code !== 'cancelled') throw error
      return { step: sink.step, outcome: wishes.left ? 'left' : 'stopped' }
    } finally {
      sink.flush()
    }
  }

  private async train(data: OpenData): Promise<TrainResult> {
    const { spec, side, sink, wishes } = this
    const { config } = spec
    const backend = await startBackend()
    const resume = spec.resumeFrom && (await readState(spec.resumeFrom.folder))
    const start = spec.startFrom === undefined ? undefined : await readDictionary(spec.startFrom)
    const options = {
      onProgress: side.progress,
      isWanted: () => wishes.wanted() !== 'stop',
      withCovariance: config.normalization === 'whitening'
    }
    const facts = resume?.facts ?? (await measuredInputs(data, spec.data, options))
    await side.record({ about: 'started', backend, inputScale: facts.inputScale })
    const result = await train({
      config,
      data: trainingData(data, facts, await readData(spec.data), config),
      ...(resume ? { resume } : {}),
      ...(start ? { start } : {}),
      sink: withPins(sink, { spec, side, data, pins: () => this.pins }),
      control: wishes,
      signal: AbortSignal.any([side.signal, wishes.discarded.signal])
    })
    return result.outcome === 'stopped' && wishes.left ? { step: result.step, outcome: 'left' } : result
  }
}
