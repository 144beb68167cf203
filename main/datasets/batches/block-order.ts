/**
 * The order of training rows: blocks of neighboring rows in random order, some blocks at a time shuffled together.
 * A pure function of (seed, epoch), so that any batch can be found again; reads stay long and sequential.
 */
import { createRandom, mixSeeds } from '../../maths/random'
import { permutation } from '../../maths/shuffle'
import { throwIfCancelled } from '../cancel'
import { useCodes } from '../row-index/layout'
import type { RowIndex } from '../row-index/reader'

/** Bytes of f32: a block is read in one piece, a pool is what is in memory and shuffled at once. */
export interface BlockSizes {
  blockBytes: number
  poolBytes: number
  /** Up to this much a data set is one pool and read once. */
  wholeBytes: number
}

export const defaultSizes: BlockSizes = { blockBytes: 2 ** 21, poolBytes: 2 ** 27, wholeBytes: 2 ** 28 }

export interface BlockPlan {
  rows: number
  rowsPerBlock: number
  blocksPerPool: number
  /** Training rows of each block. */
  trainRows: Uint32Array
  /** Training rows altogether. */
  total: number
}

/** Counts the training rows of each block. */
export async function planBlocks(index: RowIndex, dIn: number, sizes: BlockSizes, signal?: AbortSignal): Promise<BlockPlan> {
  const rowBytes = dIn * 4
  const rowsPerBlock = Math.max(1, Math.floor(sizes.blockBytes / rowBytes))
  const blocks = Math.ceil(index.rows / rowsPerBlock)
  const isSmall = index.rows * rowBytes <= sizes.wholeBytes
  const blocksPerPool = isSmall ? blocks : Math.max(1, Math.floor(sizes.poolBytes / (rowsPerBlock * rowBytes)))
  const trainRows = new Uint32Array(blocks)
  const window = Math.max(1, Math.floor(262_144 / rowsPerBlock)) * rowsPerBlock
  for (let from = 0; from < index.rows; from += window) {
    throwIfCancelled(signal)
    const uses = await index.uses(from, from + window)
    for (let i = 0; i < uses.length; i += 1) {
      if (uses[i] === useCodes.train) trainRows[Math.floor((from + i) / rowsPerBlock)] += 1
    }
  }
  return { rows: index.rows, rowsPerBlock, blocksPerPool, trainRows, total: trainRows.reduce((sum, count) => sum + count, 0) }
}

/** Blocks of each pool of an epoch, in order. A plan of one pool is not reordered: its rows are shuffled anyway. */
export function poolsOfEpoch(plan: BlockPlan, seed: number, epoch: number): Uint32Array[] {
  const blocks = plan.trainRows.length
  const isOne = plan.blocksPerPool >= blocks
  const order = isOne
    ? Uint32Array.from({ length: blocks }, (_, block) => block)
    : permutation(blocks, createRandom(mixSeeds(seed, epoch, 1)))
  const pools: Uint32Array[] = []
  for (let from = 0; from < blocks; from += plan.blocksPerPool) pools.push(order.subarray(from, from + plan.blocksPerPool))
  return pools.filter((pool) => rowsInPool(plan, pool) > 0)
}

export function rowsInPool(plan: BlockPlan, pool: Uint32Array): number {
  return pool.reduce((sum, block) => sum + plan.trainRows[block], 0)
}

/** Order of the rows of a pool, [rowsInPool]. */
export function orderInPool(plan: BlockPlan, pool: Uint32Array, seed: number, epoch: number, number: number): Uint32Array {
  return permutation(rowsInPool(plan, pool), createRandom(mixSeeds(seed, epoch, 2, number)))
}
