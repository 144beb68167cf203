/** A tiny training in memory: data from arrays, a sink that remembers, a control that can be told. */
import type { Batch } from '../../../../contract/records/arrays'
import type { DensityHistogram, MetricPoint, RunMark } from '../../../../contract/records/metrics'
import type { Architecture, Checkpoint, RunConfig, RunWarning } from '../../../../contract/records/run'
import { createRandom, mixSeeds } from '../../../../main/maths/random'
import {
  defaultConfig,
  type TrainingControl,
  type TrainingData,
  type TrainingSink,
  type TrainingState,
  type TrainOptions
} from '../../../../main/training'

export const dIn = 12
const dOut = 8
const streamWidths = [8, 4]

/** Rows made of a few sparse directions, so that there is something to find. */
export function rowsFor(seed: number, count: number): Float32Array {
  const directions = createRandom(1)
  const planted = Array.from({ length: 20 * dIn }, () => directions.normal())
  const random = createRandom(seed)
  const values = new Float32Array(count * dIn)
  for (let row = 0; row < count; row += 1) {
    for (let part = 0; part < 2; part += 1) {
      const direction = random.integer(20)
      const size = 1 + random.next()
      for (let i = 0; i < dIn; i += 1) values[row * dIn + i] += size * planted[direction * dIn + i]
    }
  }
  return values
}

export function batchOf(values: Float32Array): Batch {
  const count = values.length / dIn
  return { count, dIn, values, rows: new Uint32Array(count) }
}

/** The batch with targets: some of its numbers, others' sums. */
function withTargets(batch: Batch): Batch {
  const targets = new Float32Array(batch.count * dOut)
  for (let row = 0; row < batch.count; row += 1)
    for (let i = 0; i < dOut; i += 1) targets[row * dOut + i] = batch.values[row * dIn + i] - batch.values[row * dIn + i + 1]
  return { ...batch, dOut, targets }
}

/** Batch n depends on n alone, as from the datasets station. With targets, and a covariance for whitening. */
export function dataFor(batchRows: number, validationRows = 48): TrainingData {
  const mean = new Float32Array(dIn).fill(0.1)
  const covariance = Float32Array.from({ length: dIn * dIn }, (_, at) => (at % (dIn + 1) === 0 ? 2 : 0.1))
  return {
    trainRows: 1000,
    facts: {
      dIn,
      inputScale: 0.8,
      mean,
      dOut,
      targetScale: 0.6,
      targetMean: new Float32Array(dOut).fill(0.05),
      covariance
    },
    async *batches(first) {
      for (let n = first; ; n += 1) yield withTargets(batchOf(rowsFor(mixSeeds(5, n), batchRows)))
    },
    async *validation() {
      if (validationRows > 0) yield withTargets(batchOf(rowsFor(77, validationRows / 2)))
      if (validationRows > 0) yield withTargets(batchOf(rowsFor(78, validationRows / 2)))
    }
  }
}

/** The same rows as two streams side by side, for a crosscoder. */
export function streamsFor(batchRows: number): TrainingData {
  const data = dataFor(batchRows)
  return { ...data, facts: { ...data.facts, streams: streamWidths.map((width, i) => ({ width, scale: 0.7 + 0.2 * i })) } }
}

export interface Remembered {
  keptBatches: { step: number; batch: Batch }[]
  points: MetricPoint[]
  densities: DensityHistogram[]
  marks: RunMark[]
  warnings: RunWarning[]
  checkpoints: { state: TrainingState; reason: Checkpoint['reason'] }[]
}

export function memorySink(): Remembered & { sink: TrainingSink } {
  const seen: Remembered = { keptBatches: [], points: [], densities: [], marks: [], warnings: [], checkpoints: [] }
  const sink: TrainingSink = {
    points: (points) => seen.points.push(...points),
    density: (histogram) => seen.densities.push(histogram),
    mark: (mark) => seen.marks.push(mark),
    warning: (warning) => seen.warnings.push(warning),
    keepBatch: async (step, batch) => {
      seen.keptBatches.push({ step, batch })
    },
    checkpoint: async (state, reason) => {
      seen.checkpoints.push({ state: copied(state), reason })
    }
  }
  return { ...seen, sink }
}

/** As through a file: nothing of the state lives on by reference. */
export function copied({ step, seconds, facts, tensors, dictionary }: TrainingState): TrainingState {
  return structuredClone({ step, seconds, facts, tensors, dictionary })
}

export const running: TrainingControl = {
  wanted: () => 'run',
  takeCheckpointRequest: () => false,
  whenResumed: () => Promise.resolve(),
  heldUp: () => Promise.reject(new Error('nobody waits here'))
}

/** A small run with what this architecture and kind have by default, for rows of `dataFor`. */
export function trainingConfig(architecture: Architecture, given: Partial<RunConfig> = {}): RunConfig {
  const data = { dIn, trainRows: 1000, targets: { dOut }, streams: streamWidths.map((width) => ({ dIn: width })) }
  const small = {
    dSae: 64,
    batchRows: 32,
    steps: 20,
    checkpointEverySteps: 10,
    validateEverySteps: 5,
    deadWindowSteps: 3,
    seed: 7
  }
  return defaultConfig(architecture, data, { ...small, ...given })
}

/** Everything that `train` needs, with the given parts. */
export function trainingOf(given: Partial<TrainOptions> & { sink: TrainingSink }): TrainOptions {
  const config = given.config ?? trainingConfig('topk')
  return { config, data: dataFor(config.batchRows), control: running, signal: new AbortController().signal, ...given }
}

/** A point without what depends on the clock. */
export function timeless({ split, step, values: { rows_per_second: _rate, data_wait: _wait, ...values } }: MetricPoint) {
  return { split, step, values }
}
