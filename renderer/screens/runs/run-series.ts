/**
 * The points of the runs that are looked at: history asked once, live frames after it, all in growing buffers outside React.
 * Frames that come while the history is on its way wait for it.
 */
import type { Result } from '../../../contract/calls/index'
import type { DensityHistogram, LiveFrame, MetricColumns, RunMark } from '../../../contract/records/metrics'
import { LoupeError } from '../../../contract/wire/errors'
import { SeriesBuffer } from '../../widgets/line-series/series-buffer'

type Metrics = Result<'runs.metrics'>

/** What is known of one run. `state` turns to `ready` with the history. */
export interface RunSeries {
  run: string
  state: 'loading' | 'ready' | 'failed'
  error?: LoupeError
  train: SeriesBuffer
  validation: SeriesBuffer
  /** Ascending steps. */
  density: DensityHistogram[]
  marks: RunMark[]
}

/** More points than this per run are thinned by the engine, extremes kept. */
export const historyPoints = 50_000

export class SeriesStore {
  readonly #series = new Map<string, RunSeries>()
  readonly #waiting = new Map<string, LiveFrame[]>()
  readonly #listeners = new Set<() => void>()

  constructor(readonly load: (run: string) => Promise<Metrics>) {}

  /** The series of a run; asked for when it is not known yet. */
  get(run: string): RunSeries {
    const known = this.#series.get(run)
    if (known) return known
    const created: RunSeries = {
      run,
      state: 'loading',
      train: new SeriesBuffer(),
      validation: new SeriesBuffer(),
      density: [],
      marks: []
    }
    this.#series.set(run, created)
    this.#waiting.set(run, [])
    this.load(run).then(
      (metrics) => this.#ready(created, metrics),
      (error) => this.#failed(created, error)
    )
    return created
  }

  /** A live frame; of runs that nobody looks at it is dropped, the history will have it. */
  take(frame: LiveFrame): void {
    const series = this.#series.get(frame.run)
    if (!series || series.state === 'failed') return
    if (series.state === 'loading') this.#waiting.get(frame.run)?.push(frame)
    else {
      addFrame(series, frame)
      this.#announce()
    }
  }

  /** Forgets a run, so that it is asked for again. */
  forget(run: string): void {
    this.#series.delete(run)
    this.#waiting.delete(run)
    this.#announce()
  }

  /** Listens for new points of any run. */
  readonly changed = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #ready(series: RunSeries, metrics: Metrics): void {
    if (this.#series.get(series.run) !== series) return
    for (const columns of metrics.columns) bufferOf(series, columns).append(columns)
    series.density = [...metrics.density].sort((a, b) => a.step - b.step)
    series.marks = metrics.marks
    series.state = 'ready'
    for (const frame of this.#waiting.get(series.run) ?? []) addFrame(series, frame)
    this.#waiting.delete(series.run)
    this.#announce()
  }

  #failed(series: RunSeries, error: unknown): void {
    if (this.#series.get(series.run) !== series) return
    series.state = 'failed'
    series.error = error instanceof LoupeError ? error : new LoupeError('internal', String(error))
    this.#announce()
  }

  #announce(): void {
    for (const listener of this.#listeners) listener()
  }
}

/** The histogram in force at a step: the latest one not after it; the first one when all are later. */
export function densityAt(density: readonly DensityHistogram[], step: number | null): DensityHistogram | undefined {
  if (step === null) return density.at(-1)
  return density.findLast((histogram) => histogram.step <= step) ?? density[0]
}

/** An earlier histogram to compare with: the one nearest to half of the step. */
export function earlierDensity(density: readonly DensityHistogram[], current: DensityHistogram): DensityHistogram | undefined {
  const earlier = density.filter((histogram) => histogram.step < current.step)
  const distance = (histogram: DensityHistogram) => Math.abs(histogram.step - current.step / 2)
  return earlier.reduce<DensityHistogram | undefined>(
    (best, histogram) => (best && distance(best) <= distance(histogram) ? best : histogram),
    undefined
  )
}

function addFrame(series: RunSeries, frame: LiveFrame): void {
  for (const columns of frame.columns) bufferOf(series, columns).append(columns)
  const { density } = frame
  if (density) series.density = [...series.density.filter((histogram) => histogram.step < density.step), density]
  if (frame.marks.length > 0) series.marks = withMarks(series.marks, frame.marks)
}

function bufferOf(series: RunSeries, columns: MetricColumns): SeriesBuffer {
  return columns.split === 'train' ? series.train : series.validation
}

/** A frame may repeat a mark that the history had already. */
function withMarks(known: readonly RunMark[], added: readonly RunMark[]): RunMark[] {
  const isKnown = (mark: RunMark) => known.some((other) => other.step === mark.step && other.kind === mark.kind)
  return [...known, ...added.filter((mark) => !isKnown(mark))]
}
