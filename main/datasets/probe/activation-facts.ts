/**
 * Facts about activations from one pass over all rows: norms, rows that are not finite or zero, outliers, constant
 * dimensions. Memory grows by 4 bytes per row up to 16 MB, then by 4 bytes per 1,024 rows.
 */
import type { Progress } from '../../../contract/records/basics'
import { outlierFactor } from '../../../contract/records/dataset'
import type { ActivationSummary } from '../../../contract/records/inspection'
import { squaredNorm, squaredNorms } from '../../maths/norms'
import { QuantileSketch } from '../../maths/quantile-sketch'
import type { ActivationReader } from '../activations'
import { type RowChunk, rowChunks } from '../row-chunks'
import { ConstantDimensions } from './constant-dimensions'
import { normSummary } from './norm-summary'

/** A row whose norm does not fit f32 is as little use as one with infinity. */
const maxSquare = 3.4028234663852886e38 ** 2

export type ActivationFacts = Omit<ActivationSummary, 'fingerprint'>

export interface FactsOptions {
  signal?: AbortSignal
  onProgress?: (progress: Progress) => void
  /** Norms of rows start … in file order, NaN for rows that are not finite. */
  onNorms?: (norms: Float32Array, start: number) => Promise<void>
}

/** Row lists of a summary hold at most this many. */
const listedRows = 100
/** Rows per entry of the list of greatest norms, by which outlier rows are found again. */
const blockRows = 1024

export async function activationFacts(reader: ActivationReader, o: FactsOptions): Promise<ActivationFacts> {
  const pass = new FactsPass(reader)
  for await (const chunk of rowChunks(reader, o.signal)) {
    const norms = pass.add(chunk)
    await o.onNorms?.(norms, chunk.start)
    o.onProgress?.({ done: chunk.start + chunk.count, total: reader.rows, unit: 'rows', note: 'Measuring norms' })
  }
  return pass.finish()
}

class FactsPass {
  private readonly sketch = new QuantileSketch()
  private readonly constant: ConstantDimensions
  private readonly notFinite = new RowList()
  private readonly zero = new RowList()
  private readonly greatest: Float32Array
  private squares = 0

  constructor(private readonly reader: ActivationReader) {
    this.constant = new ConstantDimensions(reader.dIn)
    this.greatest = new Float32Array(Math.ceil(reader.rows / blockRows))
  }

  add({ start, count, values }: RowChunk): Float32Array {
    const squares = squaredNorms(values, this.reader.dIn, count)
    const norms = new Float32Array(count)
    for (let i = 0; i < count; i += 1) norms[i] = this.addRow(start + i, squares[i])
    this.constant.add(values, norms)
    return norms
  }

  async finish(): Promise<ActivationFacts> {
    const norms = normSummary(this.sketch)
    const { rows, dIn, dtype, shape } = this.reader
    return {
      rows,
      dIn,
      dtype,
      shape,
      norms,
      notFinite: this.notFinite.plain(),
      zero: this.zero.plain(),
      outliers: await this.outliers(norms.median * outlierFactor),
      constantDimensions: this.constant.list()
    }
  }

  private addRow(row: number, square: number): number {
    if (!(square <= maxSquare)) {
      this.notFinite.add(row)
      return Number.NaN
    }
    const norm = Math.sqrt(square)
    this.sketch.add(norm)
    this.squares += square
    if (square === 0) this.zero.add(row)
    const block = Math.floor(row / blockRows)
    if (norm > this.greatest[block]) this.greatest[block] = norm
    return norm
  }

  /** With a median of 0 there is no scale to be out of. */
  private async outliers(limit: number): Promise<ActivationSummary['outliers']> {
    if (!(limit > 0)) return { count: 0, rows: [], squaredNormShare: 0 }
    let count = 0
    let share = 0
    this.sketch.unsortedAbove(limit, (norm, times) => {
      count += times
      share += (norm * norm * times) / this.squares
    })
    return { count, rows: count > 0 ? await this.rowsAbove(limit) : [], squaredNormShare: share }
  }

  /** Reads again the blocks that hold a row above the limit, until the list is full. */
  private async rowsAbove(limit: number): Promise<ActivationSummary['outliers']['rows']> {
    const { reader } = this
    const found: ActivationSummary['outliers']['rows'] = []
    for (let block = 0; block < this.greatest.length && found.length < listedRows; block += 1) {
      if (this.greatest[block] <= limit) continue
      const start = block * blockRows
      const count = Math.min(blockRows, reader.rows - start)
      const values = await reader.read(start, count)
      for (let i = 0; i < count && found.length < listedRows; i += 1) {
        const norm = Math.fround(Math.sqrt(squaredNorm(values, i * reader.dIn, reader.dIn)))
        if (norm > limit && Number.isFinite(norm)) found.push({ row: start + i, norm })
      }
    }
    return found
  }
}

/** Counts rows and remembers the first of them. */
class RowList {
  private count = 0
  private readonly rows: number[] = []

  plain(): { count: number; rows: number[] } {
    return { count: this.count, rows: this.rows }
  }

  add(row: number): void {
    this.count += 1
    if (this.rows.length < listedRows) this.rows.push(row)
  }
}
