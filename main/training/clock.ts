/**
 * Time of a run: seconds of training (pauses not counted), rows per second (validation and checkpoints not counted either),
 * and how much of that was waiting for rows.
 */

export class Clock {
  private runningSince: number | undefined
  private secondsBefore: number
  private stepSince: number
  private period = { rows: 0, seconds: 0 }
  /** Seconds of all steps, and those before their batch came. */
  private steps = { seconds: 0, waited: 0 }

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
    this.steps.seconds += seconds
    return rows / seconds
  }

  /** The same batches; the time until each comes counts as waiting. */
  async *awaited<T>(batches: AsyncIterable<T>): AsyncIterable<T> {
    let since = this.now()
    for await (const batch of batches) {
      this.steps.waited += (this.now() - since) / 1000
      yield batch
      since = this.now()
    }
  }

  /** Share (0–1) of the time of all steps that was waiting for batches. */
  waitShare(): number {
    const { seconds, waited } = this.steps
    return seconds > 0 ? Math.min(1, waited / seconds) : 0
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
