/**
 * Distribution of many non-negative numbers in bounded memory: exact up to a limit, then in bins of relative width 2^−12.
 */
import { quantileOfSorted } from './quantiles'

/** Numbers kept as they are: 16 MB of f32. */
const defaultExactLimit = 4_194_304
const binCount = 2 ** 20

export class QuantileSketch {
  /** How many numbers were added. */
  count = 0
  sum = 0
  min = Number.POSITIVE_INFINITY
  max = 0
  private exact = new Float32Array(4096)
  private isSorted = true
  private bins: Float64Array | undefined

  /** `exactLimit`: with more numbers than this, quantiles are within 2^−12 of a number of that rank. */
  constructor(private readonly exactLimit = defaultExactLimit) {}

  /** Adds a number ≥ 0 that fits f32. */
  add(value: number): void {
    this.sum += value
    if (value < this.min) this.min = value
    if (value > this.max) this.max = value
    if (!this.bins && this.count === this.exactLimit) this.coarsen()
    if (this.bins) this.bins[binOf(value)] += 1
    else this.keep(value)
    this.count += 1
  }

  /** The number below which `share` (0–1) of all lie; NaN without numbers. */
  quantile(share: number): number {
    if (this.count === 0) return Number.NaN
    if (!this.bins) return quantileOfSorted(this.sorted(), share)
    const place = share * (this.count - 1)
    let before = 0
    for (let bin = 0; bin < binCount; bin += 1) {
      const inBin = this.bins[bin]
      if (before + inBin > place)
        return this.within(lowerEdge(bin) + ((place - before) / inBin) * (lowerEdge(bin + 1) - lowerEdge(bin)))
      before += inBin
    }
    return this.max
  }

  /** Calls back with value and count of everything above `limit`, in no stated order. */
  unsortedAbove(limit: number, visit: (value: number, count: number) => void): void {
    this.each((value, count) => {
      if (value > limit) visit(value, count)
    })
  }

  /** Counts per bin of ascending, equally spaced `edges` (last bin with both ends) and how many lie above the last edge. */
  histogram(edges: number[]): { counts: number[]; beyond: number } {
    const counts = new Array<number>(edges.length - 1).fill(0)
    let beyond = 0
    const step = (edges[edges.length - 1] - edges[0]) / counts.length
    this.each((value, count) => {
      if (value > edges[edges.length - 1]) beyond += count
      else counts[binAmong(edges, value, step)] += count
    })
    return { counts, beyond }
  }

  private each(visit: (value: number, count: number) => void): void {
    if (!this.bins) for (let i = 0; i < this.count; i += 1) visit(this.exact[i], 1)
    else
      for (let bin = 0; bin < binCount; bin += 1) {
        if (this.bins[bin] > 0) visit(this.within((lowerEdge(bin) + lowerEdge(bin + 1)) / 2), this.bins[bin])
      }
  }

  private keep(value: number): void {
    if (this.count === this.exact.length) {
      const larger = new Float32Array(this.exact.length * 2)
      larger.set(this.exact)
      this.exact = larger
    }
    this.exact[this.count] = value
    this.isSorted = false
  }

  private sorted(): Float32Array {
    const values = this.exact.subarray(0, this.count)
    if (!this.isSorted) values.sort()
    this.isSorted = true
    return values
  }

  private coarsen(): void {
    this.bins = new Float64Array(binCount)
    for (let i = 0; i < this.count; i += 1) this.bins[binOf(this.exact[i])] += 1
    this.exact = new Float32Array(0)
  }

  private within(value: number): number {
    return Math.min(Math.max(value, this.min), this.max)
  }
}

/** Bins by the upper 20 bits of a positive f32 (8 of exponent, 12 of fraction): they grow with the value. */
const float = new Float32Array(1)
const word = new Uint32Array(float.buffer)

function binOf(value: number): number {
  float[0] = value
  return word[0] >>> 11
}

function lowerEdge(bin: number): number {
  word[0] = bin << 11
  return float[0]
}

/** Bin of equally spaced edges; the division may be off by one place, which the edges themselves decide. */
function binAmong(edges: number[], value: number, step: number): number {
  const last = edges.length - 2
  let bin = Math.min(Math.max(Math.floor((value - edges[0]) / step), 0), last)
  if (bin < last && value >= edges[bin + 1]) bin += 1
  if (bin > 0 && value < edges[bin]) bin -= 1
  return bin
}
