/**
 * A short try of a training on this machine: some steps of the real learner on the rows that it would get, a validation batch
 * and what a checkpoint holds; nothing is kept of it. Run in a process of its own, whose memory is then the training's.
 *   const { rowsPerSecond, seconds } = await probeTraining({ config, data, validationRows, signal })
 */

import type { Tensors } from '../../contract/records/arrays'
import type { RunConfig } from '../../contract/records/run'
import { createLearner, type Dictionary, type Learner } from '../dictionaries'
import { elementsOf } from '../maths/shape'
import { checkConfig } from './check-config'
import { mostCheckpoints } from './checkpoint-policy'
import { sizeOfFacts } from './data-size'
import type { TrainingData } from './ports'
import { coefficientsAt } from './schedule'

export interface ProbeOptions {
  config: RunConfig
  data: TrainingData
  /** Of the data set; 0 where there are none. */
  validationRows: number
  /** What a run would learn on from. */
  start?: Dictionary
  signal: AbortSignal
  /** Steps are tried for this long; 2 where left out. */
  forSeconds?: number
}

export interface Probe {
  /** Steps that were measured. */
  steps: number
  /** Of these, reading included. Where L0 falls while it trains, later steps are faster. */
  rowsPerSecond: number
  /** Of a whole training: steps, validations, and collecting the checkpoints (writing them is the disk's). */
  seconds: number
  /** The largest that this process has been, bytes. */
  memoryBytes: number
  checkpointBytes: number
  /** All checkpoints that lie on the disk at the same time, at most. */
  diskBytes: number
}

/** Libraries choose their kernels and reserve memory in the first steps: they are not measured. */
const warmUpSteps = 2
const leastSteps = 3

/** Throws config, what the data throw, cancelled. */
export async function probeTraining({
  config,
  data,
  validationRows,
  start,
  signal,
  forSeconds = 2
}: ProbeOptions): Promise<Probe> {
  checkConfig(config, { ...sizeOfFacts(data.facts, data.trainRows), validationRows })
  const learner = await createLearner(config, data.facts, undefined, start)
  try {
    const times = await stepTimes(learner, { config, data, signal, forSeconds })
    const stepSeconds = median(times)
    const validation = await validationSeconds(learner, data, validationRows)
    const checkpoint = timed(() => checkpointBytes(learner))
    const { steps, batchRows } = config
    return {
      steps: times.length,
      rowsPerSecond: batchRows / stepSeconds,
      seconds:
        steps * stepSeconds +
        Math.ceil(steps / config.validateEverySteps) * validation +
        Math.ceil(steps / config.checkpointEverySteps) * checkpoint.seconds,
      memoryBytes: process.resourceUsage().maxRSS * 1024,
      checkpointBytes: checkpoint.result,
      diskBytes: checkpoint.result * mostCheckpoints(config)
    }
  } finally {
    learner.dispose()
  }
}

type StepOptions = Pick<Required<ProbeOptions>, 'config' | 'data' | 'signal' | 'forSeconds'>

/** Seconds of each step after the first ones, the wait for its batch included. */
async function stepTimes(learner: Learner, { config, data, signal, forSeconds }: StepOptions): Promise<number[]> {
  const times: number[] = []
  let measured = 0
  let since = performance.now()
  let step = 0
  for await (const batch of data.batches(0)) {
    signal.throwIfAborted()
    learner.step(batch, coefficientsAt(config, step))
    const seconds = (performance.now() - since) / 1000
    step += 1
    if (step > warmUpSteps || config.steps <= warmUpSteps) {
      times.push(seconds)
      measured += seconds
    }
    if (step >= config.steps || (times.length >= leastSteps && measured >= forSeconds)) return times
    await new Promise((resolve) => setImmediate(resolve))
    since = performance.now()
  }
  return times
}

/** Of all validation rows, from one batch of them. */
async function validationSeconds(learner: Learner, data: TrainingData, rows: number): Promise<number> {
  if (rows === 0) return 0
  for await (const batch of data.validation()) {
    learner.evaluate(batch)
    return (timed(() => learner.evaluate(batch)).seconds * rows) / batch.count
  }
  return 0
}

/** Of the state to go on from and of the dictionary beside it. */
function checkpointBytes(learner: Learner): number {
  // By their shapes: the numbers themselves would be read from the backend.
  const bytes = (tensors: Tensors): number => Object.values(tensors).reduce((sum, { shape }) => sum + 4 * elementsOf(shape), 0)
  return bytes(learner.liveState()) + bytes(learner.dictionary().tensors)
}

function timed<T>(work: () => T): { result: T; seconds: number } {
  const from = performance.now()
  const result = work()
  return { result, seconds: (performance.now() - from) / 1000 }
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
}
