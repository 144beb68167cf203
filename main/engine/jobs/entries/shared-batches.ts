/**
 * One stream of batches for several trainings: each batch is read once, and the next when all have learned from it.
 * Who leaves is not waited for any more; who waits for something else (a pause) makes the others wait.
 */
import type { Batch } from '../../../../contract/records/arrays'

interface Waiting {
  resolve(result: IteratorResult<Batch>): void
  reject(error: unknown): void
}

export class SharedBatches {
  private readonly members = new Map<string, Waiting | undefined>()
  private source: AsyncIterator<Batch> | undefined
  private isReading = false

  /** `open` gives the batches from the one that all begin with. */
  constructor(
    members: readonly string[],
    private readonly open: () => AsyncIterable<Batch>
  ) {
    for (const member of members) this.members.set(member, undefined)
  }

  /** The batches for one of the members; once each. */
  batches(member: string): AsyncIterable<Batch> {
    const leave = async (): Promise<IteratorResult<Batch>> => {
      this.leave(member)
      return { done: true, value: undefined }
    }
    return { [Symbol.asyncIterator]: () => ({ next: () => this.next(member), return: leave }) }
  }

  /** The member has ended, or will not begin. */
  leave(member: string): void {
    if (!this.members.delete(member)) return
    if (this.members.size === 0) void this.source?.return?.()
    else this.readWhenAllWait()
  }

  private next(member: string): Promise<IteratorResult<Batch>> {
    return new Promise((resolve, reject) => {
      this.members.set(member, { resolve, reject })
      this.readWhenAllWait()
    })
  }

  private readWhenAllWait(): void {
    if (this.isReading || [...this.members.values()].includes(undefined)) return
    this.isReading = true
    this.source ??= this.open()[Symbol.asyncIterator]()
    this.source.next().then(
      (result) => this.hand((waiting) => waiting.resolve(result)),
      (error) => this.hand((waiting) => waiting.reject(error))
    )
  }

  private hand(give: (waiting: Waiting) => void): void {
    this.isReading = false
    for (const [member, waiting] of [...this.members]) {
      this.members.set(member, undefined)
      if (waiting) give(waiting)
    }
  }
}
