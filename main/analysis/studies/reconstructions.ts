/**
 * Reconstructions of all analyzed rows beside the rows themselves, batch by batch, from the activation index: what fires is known,
 * so a row costs its active features and not the whole dictionary.
 */
import type { Batch } from '../../../contract/records/arrays'
import { LoupeError } from '../../../contract/wire/errors'
import type { Dictionary } from '../../dictionaries'
import { hasOwnTargets } from '../../dictionaries/dictionary'
import { normedRow } from '../../dictionaries/normalization/one-row'
import { breathe } from '../passes/breathe'
import type { RowBlock, StudyMaterial, StudySide } from './material'

/** `wanted` and `output` [count, dOut], raw units; of a transcoder its targets. `rows` of the data set, ascending. */
export interface ReconstructedRows {
  count: number
  dOut: number
  rows: Uint32Array
  wanted: Float32Array
  output: Float32Array
}

const batchRows = 2_048

/**
 * All rows once. Throws what reading the rows or the index throws, unsupported for a transcoder without targets, changed where
 * the rows are not those of the analysis.
 */
export async function* reconstructions(material: StudyMaterial, side: StudySide): AsyncGenerator<ReconstructedRows> {
  const [index, dictionary] = [await material.index(), await material.dictionary()]
  const active = new ActiveRows(index.rowBlocks())
  let done = 0
  for await (const batch of material.batches(batchRows)) {
    await breathe(side.signal)
    yield await reconstructed(batch, dictionary, active)
    done += batch.count
    side.progress({ done, total: index.rows, unit: 'rows', note: 'Reconstructing rows' })
  }
}

async function reconstructed(batch: Batch, dictionary: Dictionary, active: ActiveRows): Promise<ReconstructedRows> {
  const { dIn, dOut = dIn } = dictionary
  const { count } = batch
  const output = new Float32Array(count * dOut)
  for (let i = 0; i < count; i += 1) {
    const entries = await active.at(batch.rows[i])
    output.set(outputOf(dictionary, entries, batch.values.subarray(i * dIn, (i + 1) * dIn)), i * dOut)
  }
  return { count, dOut, rows: batch.rows.slice(0, count), wanted: wantedOf(batch, dictionary), output }
}

/** What a dictionary should make of a batch, [count, dOut]. Throws unsupported where a transcoder has no targets. */
export function wantedOf({ count, dIn, dOut = 0, values, targets }: Batch, dictionary: Dictionary): Float32Array {
  if (!hasOwnTargets(dictionary)) return values.subarray(0, count * dIn)
  if (targets) return targets.subarray(0, count * dOut)
  throw new LoupeError('unsupported', 'This data set has no targets that a transcoder could be compared with')
}

/** Entries from … to − 1 of a block. */
interface Entries {
  block: RowBlock
  from: number
  to: number
}

/** f W_dec + b_dec (+ x W_skipᵀ), undone to raw units, [dOut]. */
function outputOf(dictionary: Dictionary, { block, from, to }: Entries, input: Float32Array): Float64Array {
  const { dIn, dOut = dIn, tensors, kind, inputNorm } = dictionary
  const decoder = tensors.W_dec.data
  const sum = Float64Array.from(tensors.b_dec.data)
  for (let at = from; at < to; at += 1) {
    const [start, value] = [block.features[at] * dOut, block.values[at]]
    for (let i = 0; i < dOut; i += 1) sum[i] += value * decoder[start + i]
  }
  if (kind !== 'skip-transcoder' && (inputNorm === undefined || hasOwnTargets(dictionary))) return sum
  const { seen, scale, shift } = normedRow(inputNorm, input)
  if (!hasOwnTargets(dictionary)) return sum.map((value) => value * scale + shift)
  addProduct(sum, tensors.W_skip.data, seen)
  return sum
}

/** Adds x Wᵀ; W [dOut, dIn] */
function addProduct(sum: Float64Array, weights: Float32Array, input: Float64Array): void {
  for (let i = 0; i < sum.length; i += 1) {
    let product = 0
    for (let j = 0; j < input.length; j += 1) product += weights[i * input.length + j] * input[j]
    sum[i] += product
  }
}

/** The active features of one row after the other, from blocks that pass once. */
class ActiveRows {
  private readonly blocks: AsyncIterator<RowBlock>
  private block: RowBlock | undefined
  private next = 0

  constructor(blocks: AsyncIterable<RowBlock>) {
    this.blocks = blocks[Symbol.asyncIterator]()
  }

  /** Rows must be asked for in ascending order, each once. */
  async at(row: number): Promise<Entries> {
    while (this.block === undefined || this.next === this.block.count) {
      const { done, value } = await this.blocks.next()
      if (done) throw otherRows(row)
      this.block = value
      this.next = 0
    }
    const { block, next } = this
    if (block.rowIds[next] !== row) throw otherRows(row)
    this.next += 1
    return { block, from: block.starts[next], to: block.starts[next + 1] }
  }
}

function otherRows(row: number): LoupeError {
  return new LoupeError('changed', `The analysis is of other rows than the data set: row ${row} is not next in it`, {
    hint: 'Analyze the run again.'
  })
}
