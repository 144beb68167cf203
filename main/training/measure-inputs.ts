/** Means and scales of the rows to learn from, and of their targets and streams where there are any, in one pass. */
import type { Batch } from '../../contract/records/arrays'
import { LoupeError } from '../../contract/wire/errors'
import type { InputFacts } from '../dictionaries'

/** Widths of what is measured. `streams`: widths of the streams that rows hold side by side; they add up to `dIn`. */
export interface InputWidths {
  dIn: number
  dOut?: number
  streams?: number[]
}

/**
 * Means of the raw rows, and scales √d ÷ mean norm, which bring the average norm to √d (SAELens `expected_average_only_in`).
 * Throws empty without rows, not-finite with a bad row, config when all rows (of a stream, of the targets) are zero.
 */
export async function measureInputs(batches: AsyncIterable<Batch>, { dIn, dOut, streams }: InputWidths): Promise<InputFacts> {
  const inputs = new RowSums('training rows', dIn)
  const targets = dOut === undefined ? undefined : new RowSums('targets of the training rows', dOut)
  const parts = partsOf(dIn, streams)
  let rows = 0
  for await (const batch of batches) {
    for (const sums of [inputs, ...parts]) sums.add(batch.values, batch.count)
    if (batch.targets) targets?.add(batch.targets, batch.count)
    rows += batch.count
  }
  if (rows === 0) {
    throw new LoupeError('empty', 'There are no rows to train on.', { hint: 'Choose another split or keep more rows.' })
  }
  const facts: InputFacts = { dIn, inputScale: inputs.scale(rows), mean: inputs.mean(rows) }
  if (targets && dOut !== undefined)
    Object.assign(facts, { dOut, targetScale: targets.scale(rows), targetMean: targets.mean(rows) })
  if (streams) facts.streams = parts.map((part) => ({ width: part.width, scale: part.scale(rows) }))
  return facts
}

function partsOf(dIn: number, streams: number[] = []): RowSums[] {
  let from = 0
  return streams.map((width, i) => {
    from += width
    return new RowSums(`training rows of stream ${i + 1}`, width, dIn, from - width)
  })
}

/** Sums over the columns from … from + width − 1 of rows of `stride` numbers. */
class RowSums {
  private readonly sum: Float64Array
  private norms = 0

  constructor(
    private readonly name: string,
    readonly width: number,
    private readonly stride = width,
    private readonly from = 0
  ) {
    this.sum = new Float64Array(width)
  }

  add(values: Float32Array, count: number): void {
    for (let row = 0; row < count; row += 1) this.norms += this.addRow(values, row * this.stride + this.from)
  }

  mean(rows: number): Float32Array {
    return Float32Array.from(this.sum, (value) => value / rows)
  }

  /** √width ÷ mean norm. Throws not-finite, config. */
  scale(rows: number): number {
    if (!Number.isFinite(this.norms)) {
      throw new LoupeError('not-finite', `Some ${this.name} hold NaN or infinite numbers.`, {
        hint: 'Make the data set again from the files: rows that are not finite are then left out.'
      })
    }
    if (this.norms === 0) throw new LoupeError('config', `All ${this.name} are zero.`, { hint: 'Choose other activations.' })
    return (Math.sqrt(this.width) * rows) / this.norms
  }

  /** Gives the row's norm. */
  private addRow(values: Float32Array, at: number): number {
    const { sum } = this
    let squares = 0
    for (let i = 0; i < sum.length; i += 1) {
      const value = values[at + i]
      sum[i] += value
      squares += value * value
    }
    return Math.sqrt(squares)
  }
}
