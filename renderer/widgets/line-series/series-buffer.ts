/**
 * The points of one run and split as columns that grow together: history first, live frames after it.
 * They stay bounded: whoever appends thins them (extremes stay). Steps strictly ascend: points that come again (a resumed run, a frame that overlaps the history) replace what was there.
 */
import { GrowingColumn } from './growing-column'
import { lowerBound } from './nearest'
import { keptPositions } from './thinning'

/** Columns of equal length; NaN where a metric is absent. */
export interface PointColumns {
  steps: Float64Array
  seconds: Float64Array
  columns: Partial<Record<string, Float64Array>>
}

export class SeriesBuffer {
  readonly steps = new GrowingColumn()
  readonly seconds = new GrowingColumn()
  readonly #columns = new Map<string, GrowingColumn>()
  /** Counts how often points were taken back, so that whoever derived something from them starts over. */
  #rewrites = 0

  get length(): number {
    return this.steps.length
  }

  get rewrites(): number {
    return this.#rewrites
  }

  get lastStep(): number {
    return this.length === 0 ? 0 : this.steps.view()[this.length - 1]
  }

  /** The values of a metric, one per step; undefined when it was never measured. */
  values(metric: string): Float64Array | undefined {
    return this.#columns.get(metric)?.view()
  }

  append(points: PointColumns): void {
    if (points.steps.length === 0) return
    this.#takeBackFrom(points.steps[0])
    const before = this.length
    this.steps.append(points.steps)
    this.seconds.append(points.seconds)
    for (const [metric, values] of Object.entries(points.columns)) if (values) this.#column(metric, before).append(values)
    for (const column of this.#columns.values()) column.appendMissing(this.length - column.length)
  }

  /** The metrics that were measured at least once. */
  get metrics(): string[] {
    return [...this.#columns.keys()]
  }

  /** The points from position `from` to before `to`; views, not copies. */
  slice(from: number, to: number): PointColumns {
    const columns = [...this.#columns].map(([metric, column]) => [metric, column.view().subarray(from, to)])
    return {
      steps: this.steps.view().subarray(from, to),
      seconds: this.seconds.view().subarray(from, to),
      columns: Object.fromEntries(columns)
    }
  }

  /** Keeps at most `most` points, the extremes of every metric among them; does nothing while there are no more. */
  thin(most: number): void {
    if (this.length <= most) return
    const columns = [...this.#columns.values()].map((column) => column.view())
    const positions = keptPositions(columns, this.length, most)
    this.#rewrites++
    for (const column of [this.steps, this.seconds, ...this.#columns.values()]) column.pick(positions)
  }

  #takeBackFrom(step: number): void {
    if (this.lastStep < step) return
    const length = lowerBound(this.steps.view(), step)
    if (length === this.length) return
    this.#rewrites++
    this.steps.truncate(length)
    this.seconds.truncate(length)
    for (const column of this.#columns.values()) column.truncate(length)
  }

  #column(metric: string, length: number): GrowingColumn {
    const known = this.#columns.get(metric)
    if (known) return known
    const column = new GrowingColumn()
    column.appendMissing(length)
    this.#columns.set(metric, column)
    return column
  }
}
