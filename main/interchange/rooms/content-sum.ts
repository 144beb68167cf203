/** A sum over values as they were meant, to be compared with the values that a file gives back. */
import { createHash } from 'node:crypto'

export class ContentSum {
  private readonly hash = createHash('sha256')
  count = 0

  /** Values in the order of the file; objects with their keys in the order of the file. */
  add(value: unknown): void {
    this.hash.update(`${JSON.stringify(value)}\n`)
    this.count += 1
  }

  /** Hex; the sum can not be added to after it. */
  digest(): string {
    return this.hash.digest('hex')
  }
}
