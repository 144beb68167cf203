/**
 * Counts rows that repeat an earlier row bit for bit (as f32), by 64-bit hashes in at most 64 MB.
 * With many rows only those whose hash falls into a share of all hashes are looked at: copies share their hash, so the
 * share of copies among them is that of all rows.
 */
import type { ActivationSummary } from '../../../contract/records/inspection'
import { HashSet } from '../../maths/hash-set'
import { hashWords, type RowHash } from '../../maths/row-hash'
import type { RowChunk } from '../row-chunks'
import { RowList } from './row-list'

/** Hashes remembered at most; 16 bytes each. */
const defaultLimit = 4_194_304

export class DuplicateRows {
  private readonly seen: HashSet
  /** Hashes with one of these bits set are passed over. */
  private readonly passedOver: number
  private readonly hash: RowHash = { high: 0, low: 0 }
  private readonly copies = new RowList()
  private looked = 0

  constructor(
    totalRows: number,
    private readonly dIn: number,
    limit = defaultLimit
  ) {
    this.passedOver = 2 ** Math.max(0, Math.ceil(Math.log2(totalRows / limit))) - 1
    this.seen = new HashSet(Math.min(totalRows, limit))
  }

  /** `squares` [count]: rows that are zero or not finite are not looked at; they are counted elsewhere. */
  add({ start, count, values }: RowChunk, squares: Float64Array): void {
    const words = new Uint32Array(values.buffer, values.byteOffset, values.length)
    for (let i = 0; i < count; i += 1) {
      if (squares[i] > 0 && squares[i] < Number.POSITIVE_INFINITY) this.addRow(words, i * this.dIn, start + i)
    }
  }

  facts(): NonNullable<ActivationSummary['duplicates']> {
    const factor = this.passedOver + 1
    const { count, rows } = this.copies.plain()
    return { count: count * factor, rows, exact: factor === 1, lookedAt: this.looked }
  }

  private addRow(words: Uint32Array, at: number, row: number): void {
    const { hash } = this
    hashWords(words, at, this.dIn, hash)
    // The low bits of `low` choose the slot; these are others.
    if (((hash.high >>> 8) & this.passedOver) !== 0) return
    this.looked += 1
    if (!this.seen.add(hash.high, hash.low)) this.copies.add(row)
  }
}
