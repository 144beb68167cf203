/** Rate and time left of a long work, from how far it was over the last seconds. */
import type { Progress } from '../../../contract/records/basics'

/** Long enough to smooth, short enough to follow a change. */
const windowMs = 10_000

export class ProgressMeter {
  private seen: { at: number; done: number }[] = []
  private unit = ''

  /** The progress with `perSecond` and `secondsLeft`, where the work did not give them itself. `now` in ms. */
  measure(progress: Progress, now = performance.now()): Progress {
    if (progress.unit !== this.unit || progress.done < (this.seen.at(-1)?.done ?? 0)) this.restart(progress.unit)
    this.seen.push({ at: now, done: progress.done })
    while (this.seen.length > 2 && this.seen[0].at < now - windowMs) this.seen.shift()
    const perSecond = progress.perSecond ?? this.rate()
    if (perSecond === undefined) return progress
    const measured = { ...progress, perSecond }
    if (progress.total > 0 && perSecond > 0) measured.secondsLeft ??= Math.max(0, progress.total - progress.done) / perSecond
    return measured
  }

  /** Forgets what was seen: after a pause, or when another thing is counted. */
  restart(unit = this.unit): void {
    this.unit = unit
    this.seen = []
  }

  private rate(): number | undefined {
    const first = this.seen[0]
    const last = this.seen[this.seen.length - 1]
    return last.at > first.at ? (last.done - first.done) / ((last.at - first.at) / 1000) : undefined
  }
}
