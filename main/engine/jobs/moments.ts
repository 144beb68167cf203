/** News of a training that callers wait for, by kind. */
import type { TrainRecord } from './protocol/training'

export type Moment = TrainRecord['about']

export class Moments {
  private waiting: { moment: Moment; resolve: () => void }[] = []

  /** The next news of this kind. */
  next(moment: Moment): Promise<void> {
    return new Promise((resolve) => this.waiting.push({ moment, resolve }))
  }

  reach(moment: Moment): void {
    const reached = this.waiting.filter((entry) => entry.moment === moment)
    this.waiting = this.waiting.filter((entry) => entry.moment !== moment)
    for (const entry of reached) entry.resolve()
  }
}
