/**
 * How much of the variance of the reconstructions each feature carries, gathered while rows pass.
 *
 * With y = Σ f_i d_i what the features of a row write (d_i rows of W_dec; b_dec, a skip path and the undoing of an input norm are
 * left out), the share of feature i is Σ over rows of f_i·⟨d_i, y − ȳ⟩ ÷ Σ‖y − ȳ‖², ȳ the mean over all rows. It is the
 * covariance of f_i d_i with y as a part of the variance of y, so the shares of all features add up to 1.
 */
import type { SparseRows } from '../../contract/records/arrays'
import { withEntries } from './backend/entries'
import type { Tensor2D } from './backend/library'
import { isNative, scoped, tf } from './backend/library'
import { startBackend } from './backend/start'
import type { Dictionary } from './dictionary'

/** Entries gathered before they are multiplied: few large products cost less than many small ones. */
const entriesAtOnce = 262_144

export interface ReconstructionShares {
  /** Adds rows; their arrays are copied or used before it returns. */
  add(rows: SparseRows): void
  /** [dSae] shares of all rows that were added; all 0 where the reconstructions do not vary. */
  shares(): Float64Array
  dispose(): void
}

export async function createReconstructionShares(dictionary: Dictionary): Promise<ReconstructionShares> {
  await startBackend()
  return new BackendShares(dictionary)
}

class BackendShares implements ReconstructionShares {
  private readonly decoder: Tensor2D
  /** Σ f_i·⟨d_i, y⟩ and Σ f_i */
  private readonly products: Float64Array
  private readonly sums: Float64Array
  private count = 0

  constructor(private readonly dictionary: Dictionary) {
    const { dSae, dIn, dOut = dIn, tensors } = dictionary
    this.products = new Float64Array(dSae)
    this.sums = new Float64Array(dSae)
    this.decoder = tf.keep(tf.tensor2d(tensors.W_dec.data, [dSae, dOut]))
  }

  add(rows: SparseRows): void {
    for (let from = 0; from < rows.count; ) {
      const to = partEnd(rows, from)
      this.addPart(rows, from, to)
      from = to
    }
    this.count += rows.count
  }

  shares(): Float64Array {
    const { products, sums, count } = this
    const alongMean = this.alongMean()
    const carried = products.map((product, i) => product - sums[i] * alongMean[i])
    const total = carried.reduce((sum, one) => sum + one, 0)
    const largest = products.reduce((sum, one) => sum + Math.abs(one), 0)
    // What is left of equal reconstructions is rounding.
    return count > 0 && total > 1e-7 * largest ? carried.map((one) => one / total) : new Float64Array(sums.length)
  }

  dispose(): void {
    this.decoder.dispose()
  }

  private addPart(rows: SparseRows, from: number, to: number): void {
    const [begin, end] = [rows.starts[from], rows.starts[to]]
    const values = rows.values.subarray(begin, end)
    const features = rows.features.subarray(begin, end)
    for (let i = 0; i < features.length; i += 1) this.sums[features[i]] += values[i]
    if (features.length === 0) return
    const own = { rows: rowNumbers(rows, from, to), columns: Int32Array.from(features) }
    if (isNative()) this.addSparse(own, values, to - from)
    else this.addDense(own, values, to - from)
  }

  private addSparse(places: Places, values: Float32Array, count: number): void {
    scoped(() =>
      withEntries(places, [count, this.dictionary.dSae], (entries) => {
        const sorted = new Float32Array(entries.count)
        for (let i = 0; i < entries.count; i += 1) sorted[i] = values[entries.order[i]]
        const written = entries.times(tf.tensor1d(sorted), this.decoder)
        const along = entries.products(written, this.decoder).dataSync()
        const { columns } = entries
        for (let i = 0; i < entries.count; i += 1) this.products[columns[i]] += sorted[i] * along[i]
      })
    )
  }

  /** For backends without sparse operations. */
  private addDense({ rows, columns }: Places, values: Float32Array, count: number): void {
    const { dSae } = this.dictionary
    const dense = new Float32Array(count * dSae)
    for (let i = 0; i < rows.length; i += 1) dense[rows[i] * dSae + columns[i]] = values[i]
    const along = scoped(() => {
      const written: Tensor2D = tf.matMul(tf.tensor2d(dense, [count, dSae]), this.decoder)
      return tf.matMul(written, this.decoder, false, true).dataSync() as Float32Array
    })
    for (let i = 0; i < rows.length; i += 1) this.products[columns[i]] += values[i] * along[rows[i] * dSae + columns[i]]
  }

  /** ⟨d_i, ȳ⟩ of every feature, in f64: it is taken from sums over many rows. */
  private alongMean(): Float64Array {
    const { dSae, dIn, dOut = dIn, tensors } = this.dictionary
    const { data } = tensors.W_dec
    const mean = new Float64Array(dOut)
    for (let i = 0; i < dSae; i += 1) {
      const share = this.sums[i] / Math.max(1, this.count)
      if (share !== 0) for (let at = 0; at < dOut; at += 1) mean[at] += share * data[i * dOut + at]
    }
    const along = new Float64Array(dSae)
    for (let i = 0; i < dSae; i += 1) {
      let sum = 0
      for (let at = 0; at < dOut; at += 1) sum += data[i * dOut + at] * mean[at]
      along[i] = sum
    }
    return along
  }
}

interface Places {
  rows: Int32Array
  columns: Int32Array
}

/** Where a part of at most `entriesAtOnce` entries that begins at row `from` ends; at least one row. */
function partEnd(rows: SparseRows, from: number): number {
  let to = from + 1
  while (to < rows.count && rows.starts[to + 1] - rows.starts[from] <= entriesAtOnce) to += 1
  return to
}

/** Row of each entry, counted from `from`. */
function rowNumbers(rows: SparseRows, from: number, to: number): Int32Array {
  const begin = rows.starts[from]
  const numbers = new Int32Array(rows.starts[to] - begin)
  for (let row = from; row < to; row += 1) numbers.fill(row - from, rows.starts[row] - begin, rows.starts[row + 1] - begin)
  return numbers
}
