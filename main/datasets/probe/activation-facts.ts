/**
 * Facts about activations from one pass over all rows: norms, rows that are not finite, zero or repeated, outliers, constant
 * dimensions, and the profile of a sample. Memory grows by 36 bytes per row up to 4 million rows, then by 4 bytes per 1,024.
 */
import type { Progress } from '../../../contract/records/basics'
import { outlierFactor } from '../../../contract/records/dataset'
import type { ActivationSummary } from '../../../contract/records/inspection'
import { squaredNorm, squaredNorms } from '../../maths/norms'
import { QuantileSketch } from '../../maths/quantile-sketch'
import type { ActivationReader } from '../activations'
import { type RowChunk, rowChunks } from '../row-chunks'
import { activationProfile } from './activation-profile'
import { ConstantDimensions } from './constant-dimensions'
import { DuplicateRows } from './duplicate-rows'
import { normSummary } from './norm-summary'
import { listedRows, RowList } from './row-list'
import { RowSample } from './row-sample'
import { hasInfinityOnly, holdsHalfLimit, mayHoldHalfLimit } from './value-limits'

/** A row whose norm does not fit f32 is as little use as one with infinity. */
const maxSquare = 3.4028234663852886e38 ** 2

export type ActivationFacts = Omit<ActivationSummary, 'fingerprint'>

export interface FactsOptions {
  signal?: AbortSignal
  onProgress?: (progress: Progress) => void
  /** Leaves out what a data set does not need: repeated rows and the profile. */
  onlyNorms?: boolean
  /** Norms of rows in file order, NaN for rows that are not finite, and the rows themselves, [norms, dIn]. */
  onNorms?: (norms: Float32Array, values: Float32Array) => Promise<void>
}

/** Rows per entry of the list of greatest norms, by which outlier rows are found again. */
const blockRows = 1024

export async function activationFacts(reader: ActivationReader, o: FactsOptions): Promise<ActivationFacts> {
  const pass = new FactsPass(reader, o.onlyNorms !== true)
  for await (const chunk of rowChunks(reader, o.signal)) {
    const norms = pass.add(chunk)
    await o.onNorms?.(norms, chunk.values)
    o.onProgress?.({ done: chunk.start + chunk.count, total: reader.rows, unit: 'rows', note: 'Measuring norms' })
  }
  return pass.finish(o.signal)
}

class FactsPass {
  private readonly sketch = new QuantileSketch()
  private readonly constant: ConstantDimensions
  private readonly notFinite = new RowList()
  private readonly zero = new RowList()
  private readonly saturated = new RowList()
  private readonly greatest: Float32Array
  private readonly duplicates: DuplicateRows | undefined
  private readonly sample: RowSample | undefined
  private squares = 0
  private infinite = 0

  constructor(
    private readonly reader: ActivationReader,
    whole: boolean
  ) {
    if (whole) {
      this.duplicates = new DuplicateRows(reader.rows, reader.dIn)
      this.sample = new RowSample(reader.rows, reader.dIn)
    }
    this.constant = new ConstantDimensions(reader.dIn)
    this.greatest = new Float32Array(Math.ceil(reader.rows / blockRows))
  }

  add(chunk: RowChunk): Float32Array {
    const { start, count, values } = chunk
    const squares = squaredNorms(values, this.reader.dIn, count)
    const norms = new Float32Array(count)
    for (let i = 0; i < count; i += 1) {
      norms[i] = this.addRow(start + i, squares[i])
      if (mayHoldHalfLimit(squares[i])) this.checkLimits(values, i * this.reader.dIn, start + i, squares[i])
    }
    this.constant.add(values, norms)
    this.duplicates?.add(chunk, squares)
    this.sample?.add(chunk, norms)
    return norms
  }

  async finish(signal?: AbortSignal): Promise<ActivationFacts> {
    const norms = normSummary(this.sketch)
    const { rows, dIn, dtype, shape } = this.reader
    return {
      rows,
      dIn,
      dtype,
      shape,
      norms,
      notFinite: { ...this.notFinite.plain(), infinite: this.infinite },
      saturated: this.saturated.plain(),
      zero: this.zero.plain(),
      outliers: await this.outliers(norms.median * outlierFactor),
      constantDimensions: this.constant.list(),
      ...(this.duplicates ? { duplicates: this.duplicates.facts() } : {}),
      ...(await this.profile(norms.median, signal))
    }
  }

  private async profile(medianNorm: number, signal?: AbortSignal): Promise<Pick<ActivationFacts, 'profile'>> {
    const profile = this.sample && (await activationProfile(this.sample, medianNorm, signal))
    return profile ? { profile } : {}
  }

  /** Of rows that may hold such values: few, so that all others pass quickly. */
  private checkLimits(values: Float32Array, at: number, row: number, square: number): void {
    const own = values.subarray(at, at + this.reader.dIn)
    if (!(square <= maxSquare) && hasInfinityOnly(own)) this.infinite += 1
    if (holdsHalfLimit(own)) this.saturated.add(row)
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
