/**
 * Endless shuffled batches of training rows. Batch n is a pure function of (seed, n) and the data set: a run that goes on
 * at batch n sees exactly what it would have seen without the break.
 */
import type { Batch } from '../../../contract/records/arrays'
import { LoupeError } from '../../../contract/wire/errors'
import { gatherRows } from '../../maths/gather'
import { throwIfCancelled } from '../cancel'
import { emptyBatch } from './batch'
import { type BlockPlan, type BlockSizes, defaultSizes, drawsInPool, orderInPool, planBlocks, poolsOfEpoch } from './block-order'
import { clipNorm } from './clip'
import { type PoolMemory, type PoolSource, RowPool } from './row-pool'
import type { BatchOptions } from './sequential'

export interface TrainingBatchOptions extends BatchOptions {
  seed: number
  /** Number of the first batch wanted, from 0. */
  firstBatch: number
  /** For tests and tuning. Other sizes give another order. */
  sizes?: BlockSizes
}

/** Rows come once per epoch, or as often as they weigh; batches run on across epochs. The arrays are the receiver's. Throws config, cancelled. */
export async function* trainingBatches(o: TrainingBatchOptions): AsyncGenerator<Batch> {
  const width = o.reader.dIn + (o.targets?.dIn ?? 0)
  const plan = await planBlocks(o.index, width, o.sizes ?? defaultSizes, o.seed, o.signal)
  if (plan.total === 0) {
    throw new LoupeError('config', 'The data set has no training rows.', {
      hint: 'Choose another split, or keep the outlier rows.'
    })
  }
  const stream = new PoolStream(o, plan)
  await stream.open(o.firstBatch * o.batchRows)
  for (;;) {
    throwIfCancelled(o.signal)
    const batch = { ...emptyBatch(o.batchRows, o.reader.dIn, o.targets?.dIn), count: o.batchRows }
    for (let filled = 0; filled < o.batchRows; ) filled += await stream.take(batch, filled)
    await stream.readAhead()
    yield batch
  }
}

/** One pool of one epoch: which blocks, in which order its rows go out. */
interface Turn {
  epoch: number
  number: number
  blocks: Uint32Array
}

class PoolStream {
  private turn!: Turn
  private pool!: RowPool
  private order!: Uint32Array
  private cursor = 0
  private next: { turn: Turn; pool: RowPool } | undefined
  private spare: PoolMemory | undefined
  private readonly source: PoolSource

  constructor(
    private readonly o: TrainingBatchOptions,
    private readonly plan: BlockPlan
  ) {
    const { reader, targets, index, seed } = o
    this.source = { reader, targets, index, seed, clipLimit: clipNorm(o.outliers, o.medianNorm) }
  }

  /** Goes to a row of the endless stream. */
  async open(row: number): Promise<void> {
    const epoch = Math.floor(row / this.plan.total)
    let rest = row - epoch * this.plan.total
    for (const [number, blocks] of poolsOfEpoch(this.plan, this.o.seed, epoch).entries()) {
      const count = drawsInPool(this.plan, blocks)
      if (rest < count) {
        await this.enter({ epoch, number, blocks }, this.poolOf(blocks))
        this.cursor = rest
        return
      }
      rest -= count
    }
  }

  /** Copies rows into the batch from row `at`; gives how many: at least one. */
  async take(batch: Batch, at: number): Promise<number> {
    if (this.cursor === this.pool.draws) await this.advance()
    const { values, targets, rows, draws } = this.pool
    const count = Math.min(batch.count - at, draws - this.cursor)
    gatherRows(values, batch.dIn, this.order, this.cursor, count, batch.values, at)
    if (targets && batch.targets && batch.dOut) gatherRows(targets, batch.dOut, this.order, this.cursor, count, batch.targets, at)
    for (let i = 0; i < count; i += 1) batch.rows[at + i] = rows[this.order[this.cursor + i]]
    this.cursor += count
    return count
  }

  /** Loads as much of the next pool as was taken of this one, a block ahead. */
  async readAhead(): Promise<void> {
    this.next ??= this.following()
    await this.next.pool.until(this.cursor / this.pool.draws)
  }

  private async advance(): Promise<void> {
    const { turn, pool } = this.next ?? this.following()
    this.next = undefined
    await this.enter(turn, pool)
  }

  private async enter(turn: Turn, pool: RowPool): Promise<void> {
    await pool.until(1)
    // Its rows are all handed out, as copies.
    if (this.pool !== pool) this.spare = this.pool?.memory
    this.turn = turn
    this.pool = pool
    const order = orderInPool(this.plan, turn.blocks, this.o.seed, turn.epoch, turn.number)
    const { drawn } = pool
    this.order = drawn ? order.map((draw) => drawn[draw]) : order
    this.cursor = 0
  }

  private following(): { turn: Turn; pool: RowPool } {
    const inEpoch = poolsOfEpoch(this.plan, this.o.seed, this.turn.epoch)
    const isLast = this.turn.number + 1 === inEpoch.length
    const epoch = isLast ? this.turn.epoch + 1 : this.turn.epoch
    const number = isLast ? 0 : this.turn.number + 1
    const blocks = (isLast ? poolsOfEpoch(this.plan, this.o.seed, epoch) : inEpoch)[number]
    return { turn: { epoch, number, blocks }, pool: this.poolOf(blocks) }
  }

  /** A data set that is one pool stays in memory. */
  private poolOf(blocks: Uint32Array): RowPool {
    const isWhole = this.plan.blocksPerPool >= this.plan.trainRows.length
    if (isWhole && this.pool) return this.pool
    const { spare } = this
    this.spare = undefined
    return new RowPool(this.source, this.plan, blocks, spare)
  }
}
