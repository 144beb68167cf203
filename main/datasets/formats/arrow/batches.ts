/** Record batches of one or several Arrow files as one stretch of rows. Metadata and decompressed buffers are kept a while. */
import { type ArrowField, type ColumnPlace, columnPlaces } from '../../../codecs/arrow/schema'
import { namedError } from '../../files/input-file'
import { Recent } from '../columns/recent'
import { atByte, MessageReader } from './messages'
import type { ArrowPart } from './parts'
import { ArrowRecord } from './record'

const keptBytes = 192 * 1024 * 1024
const keptRecords = 64

export class ArrowBatches {
  readonly columns: ColumnPlace[]
  readonly rows: number
  /** First row of each batch, and the end, [batches + 1]. */
  readonly starts: number[] = [0]
  private readonly places: { part: ArrowPart; batch: number }[] = []
  private readonly records = new Map<number, Promise<ArrowRecord>>()
  private readonly decompressed = new Recent<Uint8Array>(keptBytes)
  private readonly sizes: { nodes: number; buffers: number }

  /** Throws wrong-shape when a file has other columns than the first. */
  constructor(readonly parts: readonly ArrowPart[]) {
    const { places, nodes, buffers } = columnPlaces(parts[0].schema.fields)
    this.columns = places
    this.sizes = { nodes, buffers }
    for (const part of parts) {
      if (layoutOf(part.schema.fields) !== layoutOf(parts[0].schema.fields)) throw otherColumns(part)
      for (const [batch, rows] of part.rows.entries()) {
        if (rows === 0) continue
        this.places.push({ part, batch })
        this.starts.push(this.starts[this.starts.length - 1] + rows)
      }
    }
    this.rows = this.starts[this.starts.length - 1]
  }

  get count(): number {
    return this.places.length
  }

  /** The batch that a row is in. */
  batchOf(row: number): number {
    let [low, high] = [0, this.count - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.starts[middle] <= row) low = middle
      else high = middle - 1
    }
    return low
  }

  record(batch: number): Promise<ArrowRecord> {
    const known = this.records.get(batch)
    if (known) return known
    const { part, batch: own } = this.places[batch]
    const record = this.recordAt(part, part.offsets[own], this.sizes)
    this.records.set(batch, record)
    if (this.records.size > keptRecords) this.records.delete(this.records.keys().next().value ?? -1)
    return record
  }

  /** Where the values of a dictionary are for a batch: the last one before it, with what was added to it. */
  async dictionary(batch: number, field: ArrowField): Promise<{ key: string; records: ArrowRecord[]; place: ColumnPlace }> {
    const { part, batch: own } = this.places[batch]
    const known = part.dictionaries.filter(({ id, batches }) => id === field.dictionary?.id && batches <= own)
    const used = known.slice(
      Math.max(
        0,
        known.findLastIndex(({ isDelta }) => !isDelta)
      )
    )
    const { dictionary: _, ...values } = field
    const { places, nodes, buffers } = columnPlaces([values])
    const records = await Promise.all(used.map(({ offset }) => this.recordAt(part, offset, { nodes, buffers })))
    return { key: `${part.file.path}:${used.map(({ offset }) => offset)}`, records, place: places[0] }
  }

  close(): void {
    this.records.clear()
    this.decompressed.clear()
  }

  private async recordAt(part: ArrowPart, offset: number, sizes: { nodes: number; buffers: number }): Promise<ArrowRecord> {
    const placed = await new MessageReader(part.file).at(offset)
    const message = placed?.message
    if (!placed || !message || !('batch' in message)) throw atByte(part.file, offset, 'changed', 'was changed while it was read')
    const { nodes, buffers } = message.batch
    if (nodes.length < sizes.nodes * 2 || buffers.length < sizes.buffers * 2) {
      throw atByte(part.file, offset, 'malformed', 'has a record batch with fewer columns than the schema')
    }
    return new ArrowRecord(part.file, offset, placed.bodyStart, message.batch, this.decompressed)
  }
}

/** Names and types; files whose layouts are equal can be read by the same places. */
function layoutOf(fields: ArrowField[]): string {
  const layout = ({ name, type, dictionary, children }: ArrowField): unknown => [
    name,
    type,
    dictionary?.index,
    children.map(layout).map((child) => (child as unknown[]).slice(1))
  ]
  return JSON.stringify(fields.map(layout))
}

function otherColumns({ file }: ArrowPart): Error {
  return namedError('wrong-shape', file.path, 'has other columns than the first file', 'Shards of one data set have one schema.')
}
