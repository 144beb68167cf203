/** Time of a run: seconds of training (pauses not counted) and rows per second (validation and checkpoints not counted either). */

export class Clock {
  private runningSince: number | undefined
  private secondsBefore: number
  private stepSince: number
  private period = { rows: 0, seconds: 0 }

  /** `seconds` of training before this session; `now` in milliseconds. */
  constructor(
    seconds: number,
    private readonly now: () => number = () => performance.now()
  ) {
    this.secondsBefore = seconds
    this.runningSince = now()
    this.stepSince = now()
  }

  seconds(): number {
    const running = this.runningSince === undefined ? 0 : this.now() - this.runningSince
    return this.secondsBefore + running / 1000
  }

  pause(): void {
    this.secondsBefore = this.seconds()
    this.runningSince = undefined
  }

  resume(): void {
    this.runningSince = this.now()
    this.stepSince = this.now()
  }

  /** Rows per second of the step that ends now. */
  addRows(rows: number): number {
    const seconds = Math.max(1e-6, (this.now() - this.stepSince) / 1000)
    this.stepSince = this.now()
    this.period.rows += rows
    this.period.seconds += seconds
    return rows / seconds
  }

  /** Work that is not part of any step. */
  async aside<T>(work: () => Promise<T>): Promise<T> {
    const result = await work()
    this.stepSince = this.now()
    return result
  }

  /** Rows per second over all steps since the last call. */
  rateSinceValidation(): number {
    const { rows, seconds } = this.period
    this.period = { rows: 0, seconds: 0 }
    return seconds > 0 ? rows / seconds : 0
  }
}
