/** Rows of two sources side by side: only rows that both have, in batches of the first. */
import type { Batch } from '../../../../contract/records/arrays'
import type { PairedBatch } from './two-dictionaries'

/** Row ids ascend in both, from batch to batch. */
export async function* pairedBatches(first: AsyncIterable<Batch>, second: AsyncIterable<Batch>): AsyncGenerator<PairedBatch> {
  const other = new Cursor(second[Symbol.asyncIterator]())
  try {
    for await (const a of first) {
      const places: number[] = []
      const rows: BatchRow[] = []
      for (let i = 0; i < a.count; i += 1) {
        const found = await other.row(a.rows[i])
        if (!found) continue
        places.push(i)
        rows.push(found)
      }
      if (places.length > 0) yield { a: gathered(places.map((place) => ({ batch: a, place }))), b: gathered(rows) }
    }
  } finally {
    await other.end()
  }
}

interface BatchRow {
  batch: Batch
  place: number
}

/** Goes through batches row by row. */
class Cursor {
  private batch: Batch | undefined
  private place = 0
  private isEnded = false

  constructor(private readonly batches: AsyncIterator<Batch>) {}

  /** The row with this id, where there is one; ids are asked for in ascending order. */
  async row(id: number): Promise<BatchRow | undefined> {
    while (!this.isEnded && !this.reaches(id)) await this.next()
    const { batch, place } = this
    return batch && place < batch.count && batch.rows[place] === id ? { batch, place } : undefined
  }

  async end(): Promise<void> {
    await this.batches.return?.()
  }

  /** Moves on to the first row of this batch that is not before `id`; false when it has none. */
  private reaches(id: number): boolean {
    const { batch } = this
    if (!batch) return false
    while (this.place < batch.count && batch.rows[this.place] < id) this.place += 1
    return this.place < batch.count
  }

  private async next(): Promise<void> {
    const { value, done } = await this.batches.next()
    this.isEnded = done === true
    this.batch = done ? undefined : value
    this.place = 0
  }
}

/** At least one row; all of sources of equal widths. */
function gathered(rows: BatchRow[]): Batch {
  const { dIn, dOut = 0, targets } = rows[0].batch
  const count = rows.length
  const batch: Batch = { count, dIn, values: new Float32Array(count * dIn), rows: new Uint32Array(count) }
  if (targets) Object.assign(batch, { dOut, targets: new Float32Array(count * dOut) })
  rows.forEach(({ batch: from, place }, i) => {
    batch.rows[i] = from.rows[place]
    batch.values.set(from.values.subarray(place * dIn, (place + 1) * dIn), i * dIn)
    if (from.targets) batch.targets?.set(from.targets.subarray(place * dOut, (place + 1) * dOut), i * dOut)
  })
  return batch
}
