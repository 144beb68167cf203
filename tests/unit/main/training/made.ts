/** A tiny training in memory: data from arrays, a sink that remembers, a control that can be told. */
import type { Batch } from '../../../../contract/records/arrays'
import type { DensityHistogram, MetricPoint, RunMark } from '../../../../contract/records/metrics'
import type { Checkpoint, RunWarning } from '../../../../contract/records/run'
import { createRandom, mixSeeds } from '../../../../main/maths/random'
import type { TrainingControl, TrainingData, TrainingSink, TrainingState, TrainOptions } from '../../../../main/training'
import { smallConfig } from '../dictionaries/made'

export const dIn = 12

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

/** Batch n depends on n alone, as from the datasets station. */
export function dataFor(batchRows: number, validationRows = 48): TrainingData {
  return {
    dIn,
    trainRows: 1000,
    inputScale: 0.8,
    mean: new Float32Array(dIn).fill(0.1),
    async *batches(first) {
      for (let n = first; ; n += 1) yield batchOf(rowsFor(mixSeeds(5, n), batchRows))
    },
    async *validation() {
      if (validationRows > 0) yield batchOf(rowsFor(77, validationRows / 2))
      if (validationRows > 0) yield batchOf(rowsFor(78, validationRows / 2))
    }
  }
}

export interface Remembered {
  points: MetricPoint[]
  densities: DensityHistogram[]
  marks: RunMark[]
  warnings: RunWarning[]
  checkpoints: { state: TrainingState; reason: Checkpoint['reason'] }[]
}

export function memorySink(): Remembered & { sink: TrainingSink } {
  const seen: Remembered = { points: [], densities: [], marks: [], warnings: [], checkpoints: [] }
  const sink: TrainingSink = {
    points: (points) => seen.points.push(...points),
    density: (histogram) => seen.densities.push(histogram),
    mark: (mark) => seen.marks.push(mark),
    warning: (warning) => seen.warnings.push(warning),
    checkpoint: async (state, reason) => {
      seen.checkpoints.push({ state, reason })
    }
  }
  return { ...seen, sink }
}

export const running: TrainingControl = {
  wanted: () => 'run',
  takeCheckpointRequest: () => false,
  whenResumed: () => Promise.resolve()
}

/** Everything that `train` needs, with the given parts. */
export function trainingOf(given: Partial<TrainOptions> & { sink: TrainingSink }): TrainOptions {
  const config = given.config ?? smallConfig()
  return { config, data: dataFor(config.batchRows), control: running, signal: new AbortController().signal, ...given }
}

/** A point without what depends on the clock. */
export function timeless({ split, step, values: { rows_per_second: _rate, data_wait: _wait, ...values } }: MetricPoint) {
  return { split, step, values }
}
