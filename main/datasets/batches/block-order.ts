/**
 * The order of training rows: blocks of neighboring rows in random order, some blocks at a time shuffled together.
 * A pure function of (seed, epoch), so that any batch can be found again; reads stay long and sequential.
 */
import { createRandom, mixSeeds } from '../../maths/random'
import { permutation } from '../../maths/shuffle'
import { throwIfCancelled } from '../cancel'
import { useCodes } from '../row-index/layout'
import type { RowIndex } from '../row-index/reader'
import { timesDrawn } from './draws'

/** Bytes of f32: a block is read in one piece, a pool is what is in memory and shuffled at once. */
export interface BlockSizes {
  blockBytes: number
  poolBytes: number
  /** Up to this much a data set is one pool and read once: two pools would take as much. */
  wholeBytes: number
}

export const defaultSizes: BlockSizes = { blockBytes: 2 ** 21, poolBytes: 2 ** 27, wholeBytes: 2 ** 28 }

/** Sizes in MB as a run's configuration has them; the defaults where it is silent. A data set that fits two pools is one. */
export function blockSizes(o: { shuffleBlockMB?: number | undefined; shufflePoolMB?: number | undefined }): BlockSizes {
  const bytes = (megabytes: number | undefined, other: number) => (megabytes === undefined ? other : megabytes * 2 ** 20)
  const poolBytes = bytes(o.shufflePoolMB, defaultSizes.poolBytes)
  return { blockBytes: bytes(o.shuffleBlockMB, defaultSizes.blockBytes), poolBytes, wholeBytes: 2 * poolBytes }
}

export interface BlockPlan {
  rows: number
  rowsPerBlock: number
  blocksPerPool: number
  /** Different training rows of each block that are drawn at all. */
  trainRows: Uint32Array
  /** How many rows each block gives per epoch; the same array where there are no weights. */
  draws: Uint32Array
  /** Rows of an epoch altogether. */
  total: number
}

/** Counts the training rows of each block. `width`: numbers that are held of a row. The seed decides under weights only. */
export async function planBlocks(
  index: RowIndex,
  width: number,
  sizes: BlockSizes,
  seed: number,
  signal?: AbortSignal
): Promise<BlockPlan> {
  const rowBytes = width * 4
  const rowsPerBlock = Math.max(1, Math.floor(sizes.blockBytes / rowBytes))
  const blocks = Math.ceil(index.rows / rowsPerBlock)
  const isSmall = index.rows * rowBytes <= sizes.wholeBytes
  const blocksPerPool = isSmall ? blocks : Math.max(1, Math.floor(sizes.poolBytes / (rowsPerBlock * rowBytes)))
  const trainRows = new Uint32Array(blocks)
  const draws = index.weights ? new Uint32Array(blocks) : trainRows
  const window = Math.max(1, Math.floor(262_144 / rowsPerBlock)) * rowsPerBlock
  for (let from = 0; from < index.rows; from += window) {
    throwIfCancelled(signal)
    const [uses, weights] = await Promise.all([index.uses(from, from + window), index.weights?.(from, from + window)])
    for (let i = 0; i < uses.length; i += 1) {
      if (uses[i] !== useCodes.train) continue
      const times = weights ? timesDrawn(seed, from + i, weights[i]) : 1
      if (times === 0) continue
      const block = Math.floor((from + i) / rowsPerBlock)
      trainRows[block] += 1
      if (weights) draws[block] += times
    }
  }
  const total = draws.reduce((sum, count) => sum + count, 0)
  return { rows: index.rows, rowsPerBlock, blocksPerPool, trainRows, draws, total }
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

/** Different rows that a pool holds. */
export function rowsInPool(plan: BlockPlan, pool: Uint32Array): number {
  return pool.reduce((sum, block) => sum + plan.trainRows[block], 0)
}

/** Rows that a pool gives. */
export function drawsInPool(plan: BlockPlan, pool: Uint32Array): number {
  return pool.reduce((sum, block) => sum + plan.draws[block], 0)
}

/** Order of the draws of a pool, [drawsInPool]. */
export function orderInPool(plan: BlockPlan, pool: Uint32Array, seed: number, epoch: number, number: number): Uint32Array {
  return permutation(drawsInPool(plan, pool), createRandom(mixSeeds(seed, epoch, 2, number)))
}
