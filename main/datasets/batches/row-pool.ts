/**
 * Training rows of some blocks in memory, loaded bit by bit: one block is always being read while others are used,
 * so that training does not wait for the disk.
 */
import type { ActivationReader } from '../activations'
import { useCodes } from '../row-index/layout'
import type { RowIndex } from '../row-index/reader'
import { type BlockPlan, rowsInPool } from './block-order'
import { clipRows } from './clip'

export class RowPool {
  /** Training rows, [count, dIn]; good once `until(1)` has come back. */
  readonly values: Float32Array
  /** Their indexes in the data set. */
  readonly rows: Uint32Array
  readonly count: number
  private loaded = 0
  private nextBlock = 0
  private reading: Promise<void> | undefined
  private scratch: Float32Array | undefined

  constructor(
    private readonly reader: ActivationReader,
    private readonly index: RowIndex,
    private readonly plan: BlockPlan,
    readonly blocks: Uint32Array,
    private readonly clipLimit: number
  ) {
    this.count = rowsInPool(plan, blocks)
    this.values = new Float32Array(this.count * reader.dIn)
    this.rows = new Uint32Array(this.count)
  }

  /** Comes back when at least this share (0–1) is loaded; leaves the next block being read. */
  async until(share: number): Promise<void> {
    while (this.loaded < share * this.count) {
      await this.start()
      this.reading = undefined
    }
    this.start()?.catch(() => undefined)
  }

  private start(): Promise<void> | undefined {
    if (!this.reading && this.nextBlock < this.blocks.length) {
      this.reading = this.load(this.blocks[this.nextBlock])
      this.nextBlock += 1
    }
    return this.reading
  }

  private async load(block: number): Promise<void> {
    const { rowsPerBlock } = this.plan
    const start = block * rowsPerBlock
    const count = Math.min(rowsPerBlock, this.plan.rows - start)
    const wanted = this.plan.trainRows[block]
    const at = this.loaded
    if (wanted === count) {
      await this.reader.read(start, count, this.values.subarray(at * this.reader.dIn, (at + count) * this.reader.dIn))
      for (let i = 0; i < count; i += 1) this.rows[at + i] = start + i
    } else if (wanted > 0) await this.loadSome(start, count, at)
    clipRows(this.values, this.reader.dIn, at, wanted, this.clipLimit)
    this.loaded = at + wanted
  }

  private async loadSome(start: number, count: number, at: number): Promise<void> {
    const { dIn } = this.reader
    this.scratch ??= new Float32Array(this.plan.rowsPerBlock * dIn)
    const [values, uses] = await Promise.all([
      this.reader.read(start, count, this.scratch),
      this.index.uses(start, start + count)
    ])
    let to = at
    for (let i = 0; i < count; i += 1) {
      if (uses[i] !== useCodes.train) continue
      this.values.set(values.subarray(i * dIn, (i + 1) * dIn), to * dIn)
      this.rows[to] = start + i
      to += 1
    }
  }
}
