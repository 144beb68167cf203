/**
 * How much of the variance of the reconstructions each feature carries, gathered while rows pass.
 *
 * With y = Σ f_i d_i what the features of a row write (d_i rows of W_dec; b_dec, a skip path and the undoing of an input norm are
 * left out), the share of feature i is Σ over rows of f_i·⟨d_i, y − ȳ⟩ ÷ Σ‖y − ȳ‖², ȳ the mean over all rows. It is the
 * covariance of f_i d_i with y as a part of the variance of y, so the shares of all features add up to 1.
 */
import type { SparseRows } from '../../contract/records/arrays'
import type { Tensor2D } from './backend/library'
import { tf } from './backend/library'
import { startBackend } from './backend/start'
import type { Dictionary } from './dictionary'
import { addCarried, type RowEntries } from './encoding/carried'

/** Entries and rows multiplied together: fewer cost more calls, and what more of them write no longer stays in cache. */
const leastEntriesAtOnce = 65_536
const rowsAtOnce = 4_096
/** Each product by directions goes through all of them. CPU ms for 60,000 rows, 12,288 features, 32 entries per row: 5 710, 10 565. */
const entriesPerDirection = 8

/** What was gathered of `count` rows; both arrays are [dSae] and own their memory. */
export interface ReconstructionSharesState {
  /** Σ f_i·⟨d_i, y⟩ */
  carried: Float64Array
  /** Σ f_i */
  sums: Float64Array
  count: number
}

export interface ReconstructionShares {
  /** Adds rows; their arrays are kept until they were used, and must not change. */
  add(rows: SparseRows): void
  /** A copy of what was gathered, nothing waiting any more: rows that follow are not multiplied together with those before. */
  state(): ReconstructionSharesState
  /** [dSae] shares of all rows that were added; all 0 where the reconstructions do not vary. */
  shares(): Float64Array
  dispose(): void
}

/** Goes on from `begun`, where it is given. */
export async function createReconstructionShares(
  dictionary: Dictionary,
  begun?: ReconstructionSharesState
): Promise<ReconstructionShares> {
  await startBackend()
  return new BackendShares(dictionary, begun)
}

class BackendShares implements ReconstructionShares {
  private readonly decoder: Tensor2D
  /** Σ f_i·⟨d_i, y⟩ and Σ f_i */
  private readonly carried: Float64Array
  private readonly sums: Float64Array
  private count: number
  private readonly entriesAtOnce: number
  private waiting: Stretch[] = []

  constructor(
    private readonly dictionary: Dictionary,
    begun?: ReconstructionSharesState
  ) {
    const { dSae, dIn, dOut = dIn, tensors } = dictionary
    this.carried = begun?.carried.slice() ?? new Float64Array(dSae)
    this.sums = begun?.sums.slice() ?? new Float64Array(dSae)
    this.count = begun?.count ?? 0
    this.entriesAtOnce = Math.max(leastEntriesAtOnce, entriesPerDirection * dSae)
    this.decoder = tf.keep(tf.tensor2d(tensors.W_dec.data, [dSae, dOut]))
  }

  add(rows: SparseRows): void {
    for (let from = 0; from < rows.count; ) {
      const to = stretchEnd(rows, from, this.entriesAtOnce)
      this.waiting.push({ rows, from, to })
      from = to
      if (entriesIn(this.waiting) >= this.entriesAtOnce || rowsIn(this.waiting) >= rowsAtOnce) this.addWaiting()
    }
    this.count += rows.count
  }

  state(): ReconstructionSharesState {
    this.addWaiting()
    return { carried: this.carried.slice(), sums: this.sums.slice(), count: this.count }
  }

  shares(): Float64Array {
    this.addWaiting()
    const alongMean = alongMeanOf(this.dictionary, this.sums, this.count)
    const centered = this.carried.map((carried, i) => carried - this.sums[i] * alongMean[i])
    const total = centered.reduce((sum, one) => sum + one, 0)
    const largest = this.carried.reduce((sum, one) => sum + Math.abs(one), 0)
    // What is left of equal reconstructions is rounding.
    return total > 1e-7 * largest ? centered.map((one) => one / total) : new Float64Array(centered.length)
  }

  dispose(): void {
    this.decoder.dispose()
  }

  private addWaiting(): void {
    const entries = joined(this.waiting)
    this.waiting = []
    for (let i = 0; i < entries.values.length; i += 1) this.sums[entries.columns[i]] += entries.values[i]
    addCarried(this.carried, this.decoder, entries)
  }
}

/** ⟨d_i, ȳ⟩ of every feature, in f64: it is taken from sums over many rows. */
function alongMeanOf({ dSae, dIn, dOut = dIn, tensors }: Dictionary, sums: Float64Array, count: number): Float64Array {
  const { data } = tensors.W_dec
  const mean = new Float64Array(dOut)
  for (let i = 0; i < dSae; i += 1) {
    const activation = sums[i] / Math.max(1, count)
    if (activation !== 0) for (let at = 0; at < dOut; at += 1) mean[at] += activation * data[i * dOut + at]
  }
  const along = new Float64Array(dSae)
  for (let i = 0; i < dSae; i += 1) {
    let sum = 0
    for (let at = 0; at < dOut; at += 1) sum += data[i * dOut + at] * mean[at]
    along[i] = sum
  }
  return along
}

/** Rows from … to − 1 of some. */
interface Stretch {
  rows: SparseRows
  from: number
  to: number
}

/** Where a stretch of at most `entries` entries that begins at row `from` ends; at least one row. */
function stretchEnd(rows: SparseRows, from: number, entries: number): number {
  let to = from + 1
  while (to < rows.count && rows.starts[to + 1] - rows.starts[from] <= entries) to += 1
  return to
}

function entriesIn(stretches: Stretch[]): number {
  return stretches.reduce((sum, { rows, from, to }) => sum + rows.starts[to] - rows.starts[from], 0)
}

function rowsIn(stretches: Stretch[]): number {
  return stretches.reduce((sum, { from, to }) => sum + to - from, 0)
}

function joined(stretches: Stretch[]): RowEntries {
  const total = entriesIn(stretches)
  const values = new Float32Array(total)
  const entries = { count: 0, rows: new Int32Array(total), columns: new Int32Array(total), values }
  let at = 0
  for (const { rows, from, to } of stretches) {
    const [begin, end] = [rows.starts[from], rows.starts[to]]
    entries.columns.set(rows.features.subarray(begin, end), at)
    values.set(rows.values.subarray(begin, end), at)
    for (let row = from; row < to; row += 1)
      entries.rows.fill(entries.count + row - from, at + rows.starts[row] - begin, at + rows.starts[row + 1] - begin)
    entries.count += to - from
    at += end - begin
  }
  return entries
}
