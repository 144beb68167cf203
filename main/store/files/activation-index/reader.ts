/**
 * Reads the activation index: all activations of a feature, all features of a row, each with one read of the file.
 * In memory are only the tables (16 bytes a row, 12 bytes a feature). All that is read is held against its digest.
 */
import type { Postings, SparseRows } from '../../../../contract/records/arrays'
import { LoupeError } from '../../../../contract/wire/errors'
import { isAscending, positionOf } from './ascending'
import { digestOfPostings, digestsOfRows } from './digests'
import { broken, entryBytes } from './format'
import { type IndexFile, openIndexFile, readEntries } from './index-file'
import { entriesOfRows, lastThatFits, normsOf, type RowBlock } from './row-block'

/** Structurally the ActivationIndexReader of main/analysis. */
export interface ActivationIndex {
  readonly dSae: number
  /** Rows that were appended. */
  readonly rows: number
  readonly entries: number
  /** 1 more than the last row of the data set that was appended. */
  readonly endRow: number
  /** All rows on which the feature is active, ascending. */
  postings(feature: number): Promise<Postings>
  /** The same of the features from … to − 1, with one read; the caller chooses so many that they fit into memory. */
  postingsBetween(from: number, to: number): Promise<Postings[]>
  /** Postings of all features once, ascending, some at a time; `postings[i]` is that of feature `first` + i. */
  blocks(): AsyncIterable<{ first: number; postings: Postings[] }>
  /** All features active on a row of the data set, ascending; empty for a row that was not appended. */
  row(row: number): Promise<{ features: Uint32Array; values: Float32Array }>
  /** All rows once, ascending, some at a time. */
  rowBlocks(): AsyncIterable<RowBlock>
  /** On how many rows the feature is active. */
  activeRows(feature: number): number
  /** ‖activations‖ of every row by its number in the data set, 0 for rows that were not appended; read once and kept, 4 bytes a row. */
  rowNorms(): Promise<Float32Array>
  close(): Promise<void>
}

/** Entries (8 bytes each) of a block of features: 8 MB. */
const usualBlockEntries = 1 << 20

/** Opens a finished index. `not-found`, `truncated` (half-written), `malformed` or `newer` when it can not be used. */
export async function openActivationIndex(
  folder: string,
  { blockEntries = usualBlockEntries }: { blockEntries?: number } = {}
): Promise<ActivationIndex> {
  const rows = await openIndexFile(folder, 'rows')
  try {
    const features = await openIndexFile(folder, 'features')
    try {
      return new IndexReader(rows, features, blockEntries)
    } catch (thrown) {
      await features.file.close()
      throw thrown
    }
  } catch (thrown) {
    await rows.file.close()
    throw thrown
  }
}

class IndexReader implements ActivationIndex {
  readonly dSae: number
  readonly rows: number
  readonly entries: number
  readonly endRow: number
  private readonly rowIds: Uint32Array
  private readonly rowStarts: Float64Array
  private readonly featureStarts: Float64Array
  private norms: Promise<Float32Array> | undefined

  constructor(
    private readonly byRow: IndexFile,
    private readonly byFeature: IndexFile,
    private readonly blockEntries: number
  ) {
    const { dSae, rows, entries } = byRow.header
    const other = byFeature.header
    if (other.dSae !== dSae || other.rows !== rows || other.entries !== entries)
      throw broken('malformed', 'does not belong to the file beside it', byFeature.path)
    this.dSae = dSae
    this.rows = rows
    this.entries = entries
    this.rowIds = byRow.table.subarray(0, rows)
    this.endRow = rows === 0 ? 0 : this.rowIds[rows - 1] + 1
    if (!isAscending(this.rowIds, this.endRow)) throw broken('malformed', 'contradicts itself', byRow.path)
    this.rowStarts = startsFromCounts(byRow.table.subarray(rows, 2 * rows), entries, byRow.path)
    this.featureStarts = startsFromCounts(byFeature.table.subarray(0, dSae), entries, byFeature.path)
  }

  async postings(feature: number): Promise<Postings> {
    if (!Number.isInteger(feature) || feature < 0 || feature >= this.dSae)
      throw new LoupeError('not-found', `There is no feature ${feature}; the dictionary has ${this.dSae}`)
    return (await this.postingsBetween(feature, feature + 1))[0]
  }

  async postingsBetween(from: number, to: number): Promise<Postings[]> {
    const starts = this.featureStarts.subarray(from, to + 1)
    const { buffer } = await readEntries(this.byFeature, starts[0], starts[to - from] - starts[0])
    const postings = Array.from({ length: to - from }, (_, i) => postingsIn(buffer, starts, i))
    for (let i = 0; i < postings.length; i += 1) this.checkPostings(from + i, postings[i])
    return postings
  }

  async *blocks(): AsyncIterable<{ first: number; postings: Postings[] }> {
    for (let first = 0, end: number; first < this.dSae; first = end) {
      end = this.endOfBlock(first)
      yield { first, postings: await this.postingsBetween(first, end) }
    }
  }

  private checkPostings(feature: number, postings: Postings): void {
    const { digests, path } = this.byFeature
    if (!isAscending(postings.rows, this.endRow)) throw broken('malformed', 'holds rows that there are not', path)
    if (digests && digests[feature] !== digestOfPostings(postings)) throw broken('malformed', 'is damaged', path)
  }

  /** `first`: of the rows of the file. */
  private checkRows(first: number, block: SparseRows): void {
    const { digests, path } = this.byRow
    if (digests && digestsOfRows(block).some((digest, i) => digest !== digests[first + i]))
      throw broken('malformed', 'is damaged', path)
  }

  /** As many features as fit into a block, one at least. */
  private endOfBlock(first: number): number {
    let end = first + 1
    while (end < this.dSae && this.featureStarts[end + 1] - this.featureStarts[first] <= this.blockEntries) end += 1
    return end
  }

  async row(row: number): Promise<{ features: Uint32Array; values: Float32Array }> {
    const at = positionOf(this.rowIds, row)
    if (at < 0) return { features: new Uint32Array(0), values: new Float32Array(0) }
    const count = this.rowStarts[at + 1] - this.rowStarts[at]
    const bytes = await readEntries(this.byRow, this.rowStarts[at], count)
    const idBytes = entryBytes(this.byRow.header) - 4
    const ids = idBytes === 2 ? new Uint16Array(bytes.buffer, 0, count) : new Uint32Array(bytes.buffer, 0, count)
    const features = Uint32Array.from(ids)
    if (!isAscending(features, this.dSae)) throw broken('malformed', 'holds features that there are not', this.byRow.path)
    const values = new Float32Array(bytes.buffer.slice(idBytes * count))
    this.checkRows(at, { count: 1, dSae: this.dSae, starts: Uint32Array.of(0, count), features, values })
    return { features, values }
  }

  activeRows(feature: number): number {
    return this.featureStarts[feature + 1] - this.featureStarts[feature]
  }

  rowNorms(): Promise<Float32Array> {
    this.norms ??= normsOf(this.rowBlocks(), this.endRow).catch((thrown) => {
      this.norms = undefined
      throw thrown
    })
    return this.norms
  }

  async *rowBlocks(): AsyncGenerator<RowBlock> {
    const about = { idBytes: entryBytes(this.byRow.header) - 4, dSae: this.dSae, path: this.byRow.path }
    for (let first = 0, end: number; first < this.rows; first = end) {
      end = lastThatFits(this.rowStarts, first, this.blockEntries)
      const starts = Uint32Array.from(this.rowStarts.subarray(first, end + 1), (start) => start - this.rowStarts[first])
      const bytes = await readEntries(this.byRow, this.rowStarts[first], starts[end - first])
      const block = { count: end - first, dSae: this.dSae, starts, ...entriesOfRows(bytes, starts, about) }
      this.checkRows(first, block)
      yield { ...block, rowIds: this.rowIds.subarray(first, end) }
    }
  }

  async close(): Promise<void> {
    await this.byRow.file.close()
    await this.byFeature.file.close()
  }
}

/** The i-th feature of a block whose first entry is `starts[0]`. */
function postingsIn(buffer: ArrayBuffer, starts: Float64Array, i: number): Postings {
  const from = 8 * (starts[i] - starts[0])
  const count = starts[i + 1] - starts[i]
  return { rows: new Uint32Array(buffer, from, count), values: new Float32Array(buffer, from + 4 * count, count) }
}

function startsFromCounts(counts: Uint32Array, entries: number, path: string): Float64Array {
  const starts = new Float64Array(counts.length + 1)
  for (let i = 0; i < counts.length; i += 1) starts[i + 1] = starts[i] + counts[i]
  if (starts[counts.length] !== entries) throw broken('malformed', 'contradicts itself', path)
  return starts
}
