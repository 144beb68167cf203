/**
 * Training rows of some blocks in memory, loaded bit by bit: one block is always being read while others are used,
 * so that training does not wait for the disk.
 */
import { gatherRows } from '../../maths/gather'
import type { ActivationReader } from '../activations'
import { useCodes } from '../row-index/layout'
import type { RowIndex } from '../row-index/reader'
import { type BlockPlan, drawsInPool, rowsInPool } from './block-order'
import { clipRows } from './clip'
import { timesDrawn } from './draws'

/** Rows start … start + count − 1 of the data set, to be put at row `at` of the pool; of all of them those at `places`. */
interface Stretch {
  start: number
  count: number
  at: number
  places: Promise<Uint32Array> | undefined
}

/** Where a pool takes its rows from. */
export interface PoolSource {
  reader: ActivationReader
  /** As many rows as `reader`. */
  targets?: ActivationReader | undefined
  index: RowIndex
  seed: number
  clipLimit: number
}

export class RowPool {
  /** Training rows, [count, dIn]; good once `until(1)` has come back. */
  readonly values: Float32Array
  /** [count, dOut], where there are targets. */
  readonly targets: Float32Array | undefined
  /** Their indexes in the data set. */
  readonly rows: Uint32Array
  readonly count: number
  /** Which of the rows each draw of an epoch is, [draws]; undefined where each row is drawn once. */
  readonly drawn: Uint32Array | undefined
  /** Rows that the pool gives per epoch. */
  readonly draws: number
  private loaded = 0
  private drawnSoFar = 0
  private nextBlock = 0
  private reading: Promise<void> | undefined
  private readonly scratch = new Map<ActivationReader, Float32Array>()

  constructor(
    private readonly source: PoolSource,
    private readonly plan: BlockPlan,
    readonly blocks: Uint32Array
  ) {
    const { reader, targets, index } = source
    this.count = rowsInPool(plan, blocks)
    this.draws = drawsInPool(plan, blocks)
    this.values = new Float32Array(this.count * reader.dIn)
    this.targets = targets && new Float32Array(this.count * targets.dIn)
    this.rows = new Uint32Array(this.count)
    this.drawn = index.weights && new Uint32Array(this.draws)
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
    const { reader, targets, clipLimit } = this.source
    const start = block * rowsPerBlock
    const count = Math.min(rowsPerBlock, this.plan.rows - start)
    const wanted = this.plan.trainRows[block]
    const at = this.loaded
    if (wanted > 0) {
      const isWhole = wanted === count
      const places = this.noteRows(start, count, at, isWhole)
      const stretch = { start, count, at, places: isWhole ? undefined : places }
      await Promise.all([
        places,
        this.readRows(reader, this.values, stretch),
        targets && this.targets && this.readRows(targets, this.targets, stretch)
      ])
      clipRows(this.values, reader.dIn, at, wanted, clipLimit)
    }
    this.loaded = at + wanted
  }

  /** Writes down which rows of a block are drawn, and how often; gives their places in the block. */
  private async noteRows(start: number, count: number, at: number, isWhole: boolean): Promise<Uint32Array> {
    const { index, seed } = this.source
    const [uses, weights] = await Promise.all([
      isWhole ? undefined : index.uses(start, start + count),
      index.weights?.(start, start + count)
    ])
    const places = new Uint32Array(count)
    let wanted = 0
    for (let i = 0; i < count; i += 1) {
      if (uses && uses[i] !== useCodes.train) continue
      const times = weights ? timesDrawn(seed, start + i, weights[i]) : 1
      if (times === 0) continue
      this.rows[at + wanted] = start + i
      this.drawn?.fill(at + wanted, this.drawnSoFar, this.drawnSoFar + times)
      this.drawnSoFar += times
      places[wanted] = i
      wanted += 1
    }
    return places.subarray(0, wanted)
  }

  /** Reads rows of a block to `into` from row `at`: all of them straight, or those at `places`. */
  private async readRows(reader: ActivationReader, into: Float32Array, stretch: Stretch): Promise<void> {
    const { start, count, at } = stretch
    const { dIn } = reader
    if (!stretch.places) {
      await reader.read(start, count, into.subarray(at * dIn, (at + count) * dIn))
      return
    }
    const [values, places] = await Promise.all([reader.read(start, count, this.scratchOf(reader)), stretch.places])
    gatherRows(values, dIn, places, 0, places.length, into, at)
  }

  private scratchOf(reader: ActivationReader): Float32Array {
    const known = this.scratch.get(reader)
    if (known) return known
    const made = new Float32Array(this.plan.rowsPerBlock * reader.dIn)
    this.scratch.set(reader, made)
    return made
  }
}
