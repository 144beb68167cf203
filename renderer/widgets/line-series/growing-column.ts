/**
 * A growing column of numbers in one Float64Array: what live metrics are appended to.
 * Knows no metric and no run; series-buffer.ts keeps several of them in step.
 */

export class GrowingColumn {
  #values = new Float64Array(256)
  #length = 0

  get length(): number {
    return this.#length
  }

  /** A view of what is there, not a copy; it goes stale with the next append. */
  view(): Float64Array {
    return this.#values.subarray(0, this.#length)
  }

  append(values: Float64Array): void {
    this.#reserve(this.#length + values.length)
    this.#values.set(values, this.#length)
    this.#length += values.length
  }

  /** `count` times NaN: a metric that was not measured there. */
  appendMissing(count: number): void {
    this.#reserve(this.#length + count)
    this.#values.fill(Number.NaN, this.#length, this.#length + count)
    this.#length += count
  }

  /** Keeps only the values at these ascending positions, in as little memory as they need. */
  pick(positions: Uint32Array): void {
    const picked = new Float64Array(Math.max(256, positions.length * 2))
    for (let i = 0; i < positions.length; i++) picked[i] = this.#values[positions[i]]
    this.#values = picked
    this.#length = positions.length
  }

  /** Forgets everything from position `length` on. */
  truncate(length: number): void {
    this.#length = Math.min(this.#length, length)
  }

  #reserve(length: number): void {
    if (length <= this.#values.length) return
    const larger = new Float64Array(Math.max(length, this.#values.length * 2))
    larger.set(this.view())
    this.#values = larger
  }
}
