/** Keeps some rows of a pass, spread evenly over the file: what is too dear for every row is worked out on them. */
import { stratifiedRows } from '../../maths/stratified'
import type { RowChunk } from '../row-chunks'

/** The same rows whenever the same file is looked at. */
export const sampleSeed = 20_240_601
const mostRows = 4096
/** 32 MB of f32. */
const mostFloats = 8_388_608

export class RowSample {
  readonly values: Float32Array
  /** Row numbers of those kept. */
  readonly rows: number[] = []
  readonly norms: number[] = []
  private readonly wanted: Float64Array
  private next = 0

  constructor(
    totalRows: number,
    readonly dIn: number
  ) {
    this.wanted = stratifiedRows(totalRows, Math.max(16, Math.min(mostRows, Math.floor(mostFloats / dIn))), sampleSeed)
    this.values = new Float32Array(this.wanted.length * dIn)
  }

  get count(): number {
    return this.rows.length
  }

  /** Rows that are not finite (norm NaN) are passed over. */
  add({ start, count, values }: RowChunk, norms: Float32Array): void {
    for (; this.next < this.wanted.length && this.wanted[this.next] < start + count; this.next += 1) {
      const i = this.wanted[this.next] - start
      if (Number.isNaN(norms[i])) continue
      this.values.set(values.subarray(i * this.dIn, (i + 1) * this.dIn), this.count * this.dIn)
      this.rows.push(start + i)
      this.norms.push(norms[i])
    }
  }

  /** Leaves out rows whose norm is over `limit`, in place; gives how many those were. */
  dropAbove(limit: number): number {
    const { dIn, values } = this
    let kept = 0
    const before = this.count
    for (let i = 0; i < before; i += 1) {
      if (this.norms[i] > limit) continue
      if (kept < i) values.copyWithin(kept * dIn, i * dIn, (i + 1) * dIn)
      this.rows[kept] = this.rows[i]
      this.norms[kept] = this.norms[i]
      kept += 1
    }
    this.rows.length = kept
    this.norms.length = kept
    return before - kept
  }
}
