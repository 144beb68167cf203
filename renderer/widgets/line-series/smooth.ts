/**
 * Exponential smoothing of a line while it grows.
 * Debiased and weighted by the distance on the x axis, so that dense and sparse lines smooth alike
 * (Weights & Biases, "time weighted exponential moving average"; the debiasing is Adam's).
 */

export class SmoothLine {
  readonly #weight: number
  readonly #unit: number
  #values = new Float64Array(256)
  #length = 0
  #sum = 0
  #mass = 0
  #lastX = Number.NaN

  /** `weight` 0–0.999 is what is kept over a distance of one `unit` of the x axis. */
  constructor(weight: number, unit: number) {
    this.#weight = weight
    this.#unit = unit
  }

  /**
   * Smooths what came after the last call and gives the whole line, a view.
   * Values that are not finite stay as they are and count for nothing after them.
   */
  extend(x: Float64Array, y: Float64Array): Float64Array {
    if (y.length < this.#length) throw new Error('a smoothed line only grows')
    this.#reserve(y.length)
    for (let i = this.#length; i < y.length; i++) this.#values[i] = this.#next(x[i], y[i])
    this.#length = y.length
    return this.#values.subarray(0, this.#length)
  }

  #next(x: number, y: number): number {
    if (!Number.isFinite(y)) return y
    const kept = Number.isNaN(this.#lastX) ? 0 : this.#weight ** ((x - this.#lastX) / this.#unit)
    this.#lastX = x
    this.#sum = this.#sum * kept + y
    this.#mass = this.#mass * kept + 1
    return this.#sum / this.#mass
  }

  #reserve(length: number): void {
    if (length <= this.#values.length) return
    const larger = new Float64Array(Math.max(length, this.#values.length * 2))
    larger.set(this.#values.subarray(0, this.#length))
    this.#values = larger
  }
}

/** How many points of x one unit of smoothing spans, so that weight 0.6 means the same on every length of run. */
export function smoothingUnit(span: number): number {
  return Math.max(span, 1e-9) / 1000
}
