/** What goes into the store and comes out of it about a training as it went: metrics, densities, marks, warnings. */
import type { DensityHistogram, MetricColumns, MetricKey, MetricPoint, RunMark, Split } from '../../contract/records/metrics'
import type { RunWarning } from '../../contract/records/run'

/** A part of a run's metrics. Steps from `fromStep` to `toStep`, both included. */
export interface MetricRange {
  split: Split
  fromStep?: number
  toStep?: number
  /** At most this many points: first, last, and each metric's minimum and maximum of equal buckets. All when left out. */
  maxPoints?: number
  /** Only these metrics; fewer metrics leave room for finer buckets. */
  keys?: readonly MetricKey[]
}

export interface MetricStore {
  /** One transaction. A point of a step that is already there replaces it. NaN means absent. */
  append(run: string, points: readonly MetricPoint[]): void
  /** Points are real ones, with all their values; metrics without any value are left out of `columns`. */
  read(run: string, range: MetricRange): MetricColumns
  /** Step and time of the last point; a metric that it lacks has its value of the latest points before. */
  latest(run: string, split: Split): MetricPoint | undefined
  /** Takes away points, densities, marks, warnings and what pinned features were measured at, of steps greater than `step` (work that was lost). */
  removeAfter(run: string, step: number): void
}

export interface DensityStore {
  append(run: string, histogram: DensityHistogram): void
  /** By step; at most `maxCount`, evenly spread, first and last kept. */
  list(run: string, range?: { fromStep?: number; toStep?: number; maxCount?: number }): DensityHistogram[]
  latest(run: string): DensityHistogram | undefined
}

export interface MarkStore {
  add(run: string, mark: RunMark): void
  /** By step. */
  list(run: string, range?: { fromStep?: number; toStep?: number }): RunMark[]
}

export interface WarningStore {
  add(run: string, warning: RunWarning): void
  /** By step; also in `Run.warnings`. */
  list(run: string): RunWarning[]
}
