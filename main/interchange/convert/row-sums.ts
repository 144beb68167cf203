/** What a dictionary does on rows, added up batch by batch: L0, silent features, unexplained variance. */
import type { Batch, SparseRows } from '../../../contract/records/arrays'
import type { About } from '../formats/reading'

export class RowSums {
  private rows = 0
  private active = 0
  private missed = 0
  private squares = 0
  private readonly sums: Float64Array
  private readonly fired: Uint8Array

  constructor({ dIn, dSae }: About) {
    this.sums = new Float64Array(dIn)
    this.fired = new Uint8Array(dSae)
  }

  add({ count, dIn, values }: Batch, acts: SparseRows, recon: Float32Array): void {
    this.rows += count
    this.active += acts.starts[count]
    for (let at = 0; at < acts.starts[count]; at += 1) this.fired[acts.features[at]] = 1
    if (recon.length !== values.length) return
    for (let at = 0; at < values.length; at += 1) {
      this.missed += (values[at] - recon[at]) ** 2
      this.squares += values[at] ** 2
      this.sums[at % dIn] += values[at]
    }
  }

  l0(): number {
    return this.rows > 0 ? this.active / this.rows : 0
  }

  silentShare(): number {
    return this.fired.reduce((silent, fired) => silent + (fired ? 0 : 1), 0) / this.fired.length
  }

  /** Σ‖x − x̂‖² ÷ Σ‖x − mean x‖²; undefined where all rows are equal. */
  fvu(): number | undefined {
    const ofMean = this.sums.reduce((sum, value) => sum + value * value, 0) / Math.max(1, this.rows)
    const variance = this.squares - ofMean
    return variance > 0 ? this.missed / variance : undefined
  }
}
