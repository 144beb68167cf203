/**
 * Training rows of some blocks in memory, loaded bit by bit: some blocks are always being read while others are used,
 * so that training does not wait for the disk.
 */
import { gatherRows } from '../../maths/gather'
import type { ActivationReader } from '../activations'
import { useCodes } from '../row-index/layout'
import type { RowIndex } from '../row-index/reader'
import { type BlockPlan, drawsInPool, rowsInPool } from './block-order'
import { clipRows } from './clip'
import { timesDrawn } from './draws'

/** Blocks that are read at once: the disk goes on while one of them is made f32. */
const ahead = 3

/** Rows start … start + count − 1 of the data set, to be put at row `at` of the pool; of all of them those at `places`. */
interface Stretch {
  start: number
  count: number
  at: number
  places: Promise<Uint32Array> | undefined
  /** Which of the scratch arrays is free for it. */
  slot: number
}

/** Arrays of a pool that is used up, for the next one: fresh memory of this size costs as much as reading it does. */
export interface PoolMemory {
  values: Float32Array
  targets: Float32Array | undefined
}

/** Where the rows of a block go: from row `at` of the pool, from draw `draws`. */
interface Noted {
  at: number
  draws: number
  isWhole: boolean
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
  /** The arrays behind `values` and `targets`. */
  readonly memory: PoolMemory
  private loaded = 0
  /** Rows and draws of the blocks that are loaded or being read. */
  private begun = { rows: 0, draws: 0, blocks: 0 }
  private readonly reading: Promise<number>[] = []
  private readonly scratch = new Map<string, Float32Array>()

  constructor(
    private readonly source: PoolSource,
    private readonly plan: BlockPlan,
    readonly blocks: Uint32Array,
    spare?: PoolMemory
  ) {
    const { reader, targets, index } = source
    this.count = rowsInPool(plan, blocks)
    this.draws = drawsInPool(plan, blocks)
    this.memory = {
      values: roomFor(this.count * reader.dIn, spare?.values),
      targets: targets && roomFor(this.count * targets.dIn, spare?.targets)
    }
    this.values = this.memory.values.subarray(0, this.count * reader.dIn)
    this.targets = targets && this.memory.targets?.subarray(0, this.count * targets.dIn)
    this.rows = new Uint32Array(this.count)
    this.drawn = index.weights && new Uint32Array(this.draws)
  }

  /** Comes back when at least this share (0–1) is loaded; leaves the next blocks being read. */
  async until(share: number): Promise<void> {
    this.fill()
    while (this.loaded < share * this.count) {
      const [first] = this.reading
      if (!first) return
      this.loaded += await first
      this.reading.shift()
      this.fill()
    }
  }

  private fill(): void {
    while (this.reading.length < ahead && this.begun.blocks < this.blocks.length) {
      const coming = this.load(this.blocks[this.begun.blocks])
      // A failed read is met when it is awaited; until then it must not count as unhandled.
      coming.catch(() => undefined)
      this.reading.push(coming)
    }
  }

  /** Reads a block to its place; gives how many rows of it are in the pool. */
  private async load(block: number): Promise<number> {
    const { rowsPerBlock } = this.plan
    const { reader, targets, clipLimit } = this.source
    const start = block * rowsPerBlock
    const count = Math.min(rowsPerBlock, this.plan.rows - start)
    const wanted = this.plan.trainRows[block]
    const { rows: at, draws, blocks } = this.begun
    this.begun = { rows: at + wanted, draws: draws + this.plan.draws[block], blocks: blocks + 1 }
    if (wanted === 0) return 0
    const isWhole = wanted === count
    const places = this.noteRows(start, count, { at, draws, isWhole })
    const stretch = { start, count, at, places: isWhole ? undefined : places, slot: blocks % ahead }
    await Promise.all([
      places,
      this.readRows(reader, this.values, stretch),
      targets && this.targets && this.readRows(targets, this.targets, stretch)
    ])
    clipRows(this.values, reader.dIn, at, wanted, clipLimit)
    return wanted
  }

  /** Writes down which rows of a block are drawn, and how often; gives their places in the block. */
  private async noteRows(start: number, count: number, { at, draws, isWhole }: Noted): Promise<Uint32Array> {
    const { index, seed } = this.source
    const [uses, weights] = await Promise.all([
      isWhole ? undefined : index.uses(start, start + count),
      index.weights?.(start, start + count)
    ])
    const places = new Uint32Array(count)
    let [wanted, drawn] = [0, draws]
    for (let i = 0; i < count; i += 1) {
      if (uses && uses[i] !== useCodes.train) continue
      const times = weights ? timesDrawn(seed, start + i, weights[i]) : 1
      if (times === 0) continue
      this.rows[at + wanted] = start + i
      this.drawn?.fill(at + wanted, drawn, drawn + times)
      drawn += times
      places[wanted] = i
      wanted += 1
    }
    return places.subarray(0, wanted)
  }

  /** Reads rows of a block to `into` from row `at`: all of them straight, or those at `places`. */
  private async readRows(reader: ActivationReader, into: Float32Array, stretch: Stretch): Promise<void> {
    const { start, count, at, slot } = stretch
    const { dIn } = reader
    if (!stretch.places) {
      await reader.read(start, count, into.subarray(at * dIn, (at + count) * dIn))
      return
    }
    const [values, places] = await Promise.all([reader.read(start, count, this.scratchOf(reader, slot)), stretch.places])
    gatherRows(values, dIn, places, 0, places.length, into, at)
  }

  private scratchOf(reader: ActivationReader, slot: number): Float32Array {
    const name = `${reader === this.source.reader ? 'inputs' : 'targets'} ${slot}`
    const known = this.scratch.get(name)
    if (known) return known
    const made = new Float32Array(this.plan.rowsPerBlock * reader.dIn)
    this.scratch.set(name, made)
    return made
  }
}

function roomFor(length: number, spare: Float32Array | undefined): Float32Array {
  return spare && spare.length >= length ? spare : new Float32Array(length)
}
