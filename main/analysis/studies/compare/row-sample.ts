/**
 * Sparse activations of two dictionaries on the same rows, kept in bounded memory: while everything fits all rows are kept,
 * then every second one, every fourth, and so on, so that what is left is always spread evenly over all rows.
 */
import type { SparseRows } from '../../../../contract/records/arrays'

/** Entries kept per dictionary: 8 bytes each. */
const mostEntries = 16 * 1024 * 1024

/** Row i of both is the same row. */
export interface PairedRows {
  rows: number
  a: SparseRows
  b: SparseRows
}

export class RowSample {
  private readonly a: KeptRows
  private readonly b: KeptRows
  private seen = 0
  private stride = 1

  constructor(
    dSaeA: number,
    dSaeB: number,
    private readonly most = mostEntries
  ) {
    this.a = new KeptRows(dSaeA)
    this.b = new KeptRows(dSaeB)
  }

  /** Rows of both dictionaries, as many of each. */
  add(a: SparseRows, b: SparseRows): void {
    for (let row = 0; row < a.count; row += 1, this.seen += 1) {
      if (this.seen % this.stride !== 0) continue
      this.a.add(a, row)
      this.b.add(b, row)
      while (Math.max(this.a.entries, this.b.entries) > this.most && this.a.count > 1) this.thin()
    }
  }

  /** What was kept. */
  rows(): PairedRows {
    return { rows: this.a.count, a: this.a.sparse(), b: this.b.sparse() }
  }

  private thin(): void {
    this.stride *= 2
    this.a.keepEverySecond()
    this.b.keepEverySecond()
  }
}

/** Rows in arrays that grow. */
class KeptRows {
  count = 0
  entries = 0
  private starts = new Uint32Array(1024)
  private features = new Uint32Array(16_384)
  private values = new Float32Array(16_384)

  constructor(private readonly dSae: number) {}

  add({ starts, features, values }: SparseRows, row: number): void {
    const [from, to] = [starts[row], starts[row + 1]]
    this.reserve(to - from)
    this.features.set(features.subarray(from, to), this.entries)
    this.values.set(values.subarray(from, to), this.entries)
    this.count += 1
    this.entries += to - from
    this.starts[this.count] = this.entries
  }

  keepEverySecond(): void {
    const { starts, features, values, count } = this
    this.count = 0
    this.entries = 0
    for (let row = 0; row < count; row += 2) {
      const [from, to] = [starts[row], starts[row + 1]]
      features.copyWithin(this.entries, from, to)
      values.copyWithin(this.entries, from, to)
      this.count += 1
      this.entries += to - from
      starts[this.count] = this.entries
    }
  }

  sparse(): SparseRows {
    const { count, dSae, entries } = this
    const [features, values] = [this.features.subarray(0, entries), this.values.subarray(0, entries)]
    return { count, dSae, starts: this.starts.subarray(0, count + 1), features, values }
  }

  private reserve(more: number): void {
    if (this.count + 2 > this.starts.length) this.starts = copied(this.starts, new Uint32Array(2 * this.starts.length))
    if (this.entries + more <= this.features.length) return
    const length = Math.max(2 * this.features.length, this.entries + more)
    this.features = copied(this.features, new Uint32Array(length))
    this.values = copied(this.values, new Float32Array(length))
  }
}

function copied<T extends Uint32Array | Float32Array>(from: T, to: T): T {
  to.set(from)
  return to
}
