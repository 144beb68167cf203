/**
 * The points of the runs that are looked at: history asked once, live frames after it, all in growing buffers outside React.
 * Frames that come while the history is on its way wait for it. Memory is bounded: points are thinned (extremes stay), runs that
 * nobody looked at for long are forgotten, and what a zoom needs more of is asked for (series-detail.ts).
 */
import type { Result } from '../../../contract/calls/index'
import type { DensityHistogram, LiveFrame, MetricColumns, RunMark } from '../../../contract/records/metrics'
import { LoupeError } from '../../../contract/wire/errors'
import type { Window } from '../../widgets/line-series/min-max-buckets'
import { SeriesBuffer } from '../../widgets/line-series/series-buffer'
import { withDensity } from './densities'
import { type Detail, detailFrom, missingSteps } from './series-detail'

export type Metrics = Result<'runs.metrics'>

/** What is known of one run. `state` turns to `ready` with the history. */
export interface RunSeries {
  run: string
  state: 'loading' | 'ready' | 'failed'
  error?: LoupeError
  train: SeriesBuffer
  validation: SeriesBuffer
  /** More points of the part that is zoomed into; what is drawn while there is a zoom. */
  detail?: Detail
  /** Ascending steps. */
  density: DensityHistogram[]
  marks: RunMark[]
}

/** Asks for points of a run, all steps or those of a window. */
export type LoadMetrics = (run: string, window?: Window) => Promise<Metrics>

/** More points than this per run are thinned by the engine, extremes kept; about 16 for each pixel across. */
export const historyPoints = 20_000
/** Live points may grow to this before they are thinned to the above. */
export const mostPoints = 2 * historyPoints
const mostMarks = 1_000
/** Runs whose points are kept; those not looked at for longest go first. */
const mostRuns = 64

export class SeriesStore {
  readonly #series = new Map<string, RunSeries>()
  readonly #waiting = new Map<string, LiveFrame[]>()
  readonly #listeners = new Set<() => void>()
  /** What is looked at closely, by run: an answer for something else comes too late. */
  readonly #zooms = new Map<string, Window | null>()

  constructor(readonly load: LoadMetrics) {}

  /** The series of a run; asked for when it is not known yet. */
  get(run: string): RunSeries {
    const known = this.#series.get(run)
    if (known) {
      this.#series.delete(run)
      this.#series.set(run, known)
      return known
    }
    const created = emptySeries(run)
    this.#series.set(run, created)
    this.#waiting.set(run, [])
    this.#forgetOldest()
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

  /** What is looked at closely: steps of a run, null for all of them. More points are asked for where some are missing. */
  async zoom(run: string, window: Window | null): Promise<void> {
    const series = this.get(run)
    this.#zooms.set(run, window)
    if (window === null) {
      if (series.detail) this.#changeDetail(series, undefined)
      return
    }
    const wanted = missingSteps(series, window)
    if (wanted === null) return
    // Failing is no worse than not asking: what is drawn stays.
    const metrics = await this.load(run, wanted).catch(() => undefined)
    const isStill = this.#series.get(run) === series && this.#zooms.get(run) === window
    if (metrics && isStill) this.#changeDetail(series, detailFrom(series, wanted, metrics))
  }

  /** Forgets a run, so that it is asked for again. */
  forget(run: string): void {
    this.#drop(run)
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

  #changeDetail(series: RunSeries, detail: Detail | undefined): void {
    if (detail) series.detail = detail
    else delete series.detail
    this.#announce()
  }

  #forgetOldest(): void {
    for (const run of this.#series.keys()) {
      if (this.#series.size <= mostRuns) return
      this.#drop(run)
    }
  }

  #drop(run: string): void {
    this.#series.delete(run)
    this.#waiting.delete(run)
    this.#zooms.delete(run)
  }

  #announce(): void {
    for (const listener of this.#listeners) listener()
  }
}

function emptySeries(run: string): RunSeries {
  return { run, state: 'loading', train: new SeriesBuffer(), validation: new SeriesBuffer(), density: [], marks: [] }
}

function addFrame(series: RunSeries, frame: LiveFrame): void {
  for (const columns of frame.columns) {
    append(bufferOf(series, columns), columns)
    if (series.detail) append(columns.split === 'train' ? series.detail.train : series.detail.validation, columns)
  }
  if (frame.density) series.density = withDensity(series.density, frame.density)
  if (frame.marks.length > 0) series.marks = withMarks(series.marks, frame.marks)
}

function append(buffer: SeriesBuffer, columns: MetricColumns): void {
  buffer.append(columns)
  if (buffer.length > mostPoints) buffer.thin(historyPoints)
}

function bufferOf(series: RunSeries, columns: MetricColumns): SeriesBuffer {
  return columns.split === 'train' ? series.train : series.validation
}

/** A frame may repeat a mark that the history had already. Checkpoints, which are listed elsewhere, go first when there are too many. */
function withMarks(known: readonly RunMark[], added: readonly RunMark[]): RunMark[] {
  const isKnown = (mark: RunMark) => known.some((other) => other.step === mark.step && other.kind === mark.kind)
  const all = [...known, ...added.filter((mark) => !isKnown(mark))]
  if (all.length <= mostMarks) return all
  return all.filter((mark) => mark.kind !== 'checkpoint').slice(-mostMarks)
}
