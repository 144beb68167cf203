/**
 * Writes the activation index: rows are appended as an analysis meets them, `finish` adds the order by feature.
 * One that was cut off goes on from where its pass was kept (kept-pass.ts). Memory is bounded by `memoryBytes` whatever the number
 * of entries: when they do not fit, the rows are read in several passes.
 */
import { constants } from 'node:fs'
import { copyFile, type FileHandle, mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { SparseRows } from '../../../../contract/records/arrays'
import { LoupeError } from '../../../../contract/wire/errors'
import { digestsOfRows } from './digests'
import { bytesFromHeader, featureIdBytes, fileNames, headerBytes, type IndexHeader, tableStart } from './format'
import { GrowingNumbers, joined } from './growing-numbers'
import { bytesOf, writeAll } from './parts'
import { type ActivationIndex, openActivationIndex } from './reader'
import { transpose } from './transpose'

const defaultMemoryBytes = 256 * 1024 * 1024

/** What of an index was written at a moment: its rows with the number of entries of each, and of each feature. */
export interface IndexPosition {
  rowIds: Uint32Array
  rowCounts: Uint32Array
  /** Of the entries of each row (digests.ts). */
  rowDigests: Uint32Array
  /** Written entries of all rows. */
  entries: number
}

/** An index to go on with: what lies in `folder` up to the position. */
export interface BegunIndex extends IndexPosition {
  /** That of the new index itself, or that of another one, which stays as it is. */
  folder: string
  /** [dSae] */
  activeRows: Uint32Array
}

/** Structurally the ActivationIndexWriter of main/analysis. */
export interface ActivationIndexWriter {
  /** Row i is row `rowIds[i]` of the data set; row ids grow from call to call. */
  append(rows: SparseRows, rowIds: Uint32Array): Promise<void>
  /** Where the index is; the arrays are not written to any more. */
  position(): IndexPosition
  /** Completes both files and opens them for reading. */
  finish(): Promise<ActivationIndex>
  /** Closes an index that will not be finished by this writer, and removes it unless `keep`. */
  abandon({ keep }?: { keep: boolean }): Promise<void>
}

/** Begins an index in `folder`, which is made when missing, or goes on with one; an index that is there is replaced. */
export async function createActivationIndex(
  folder: string,
  options: { dSae: number; memoryBytes?: number; begun?: BegunIndex | undefined }
): Promise<ActivationIndexWriter> {
  await mkdir(folder, { recursive: true })
  await rm(join(folder, fileNames.features), { force: true })
  const path = join(folder, fileNames.rows)
  const { begun, dSae } = options
  if (begun && begun.folder !== folder) await copyFile(join(begun.folder, fileNames.rows), path, constants.COPYFILE_FICLONE)
  const file = await open(path, begun ? 'r+' : 'w+')
  // Without a header first: what is cut off now is no whole index any more.
  await writeAll(file, new Uint8Array(headerBytes), 0)
  await file.truncate(headerBytes + (begun?.entries ?? 0) * (featureIdBytes(dSae) + 4))
  return new IndexWriter(folder, file, options, begun)
}

class IndexWriter implements ActivationIndexWriter {
  private readonly rowIds: GrowingNumbers
  private readonly rowCounts: GrowingNumbers
  private readonly rowDigests: GrowingNumbers
  private readonly featureCounts: Uint32Array
  private readonly dSae: number
  private readonly memoryBytes: number
  private entries: number
  private lastRow: number

  constructor(
    private readonly folder: string,
    private readonly file: FileHandle,
    { dSae, memoryBytes = defaultMemoryBytes }: { dSae: number; memoryBytes?: number },
    begun: BegunIndex | undefined
  ) {
    this.dSae = dSae
    this.memoryBytes = memoryBytes
    this.rowIds = new GrowingNumbers(begun?.rowIds)
    this.rowCounts = new GrowingNumbers(begun?.rowCounts)
    this.rowDigests = new GrowingNumbers(begun?.rowDigests)
    this.featureCounts = begun?.activeRows.slice() ?? new Uint32Array(dSae)
    this.entries = begun?.entries ?? 0
    this.lastRow = begun?.rowIds.at(-1) ?? -1
  }

  async append(rows: SparseRows, rowIds: Uint32Array): Promise<void> {
    this.check(rows, rowIds)
    const bytes = bytesFromRows(rows, featureIdBytes(this.dSae))
    const at = headerBytes + this.entries * (featureIdBytes(this.dSae) + 4)
    for (let i = 0; i < rows.count; i += 1) this.count(rows, i, rowIds[i])
    for (const digest of digestsOfRows(rows)) this.rowDigests.push(digest)
    this.entries += rows.starts[rows.count] - rows.starts[0]
    await writeAll(this.file, bytes, at)
  }

  position(): IndexPosition {
    return {
      rowIds: this.rowIds.array(),
      rowCounts: this.rowCounts.array(),
      rowDigests: this.rowDigests.array(),
      entries: this.entries
    }
  }

  async finish(): Promise<ActivationIndex> {
    const { rowIds, rowCounts, rowDigests, entries } = this.position()
    const header: IndexHeader = { kind: 'rows', dSae: this.dSae, rows: rowIds.length, entries, hasDigests: true }
    await this.complete(header, joined([rowIds, rowCounts, rowDigests]))
    await transpose(
      join(this.folder, fileNames.rows),
      join(this.folder, fileNames.features),
      { header, rowIds, rowCounts, featureCounts: this.featureCounts },
      this.memoryBytes
    )
    return openActivationIndex(this.folder)
  }

  async abandon({ keep } = { keep: false }): Promise<void> {
    await this.file.close().catch(() => undefined)
    if (keep) return
    for (const name of Object.values(fileNames)) await rm(join(this.folder, name), { force: true })
  }

  /** The table, then a sync, then the header that makes it valid. */
  private async complete(header: IndexHeader, table: Uint32Array): Promise<void> {
    await writeAll(this.file, bytesOf(table), tableStart(header))
    await this.file.sync()
    await writeAll(this.file, bytesFromHeader(header, table), 0)
    await this.file.sync()
    await this.file.close()
  }

  private check(rows: SparseRows, rowIds: Uint32Array): void {
    if (rows.dSae !== this.dSae || rowIds.length < rows.count)
      throw new LoupeError('internal', 'Activations of another dictionary can not be added to this index')
    for (let i = 0, last = this.lastRow; i < rows.count; last = rowIds[i], i += 1)
      if (rowIds[i] <= last) throw new LoupeError('internal', `Row ${rowIds[i]} comes after row ${last}; rows must ascend`)
    for (let i = rows.starts[0]; i < rows.starts[rows.count]; i += 1)
      if (rows.features[i] >= this.dSae)
        throw new LoupeError('internal', `Feature ${rows.features[i]} is not one of ${this.dSae}`)
  }

  private count(rows: SparseRows, i: number, rowId: number): void {
    this.rowIds.push(rowId)
    this.rowCounts.push(rows.starts[i + 1] - rows.starts[i])
    this.lastRow = rowId
    for (let j = rows.starts[i]; j < rows.starts[i + 1]; j += 1) this.featureCounts[rows.features[j]] += 1
  }
}

/** Row by row: feature ids, then activations. */
function bytesFromRows(rows: SparseRows, idBytes: 2 | 4): Uint8Array {
  const bytes = new Uint8Array((rows.starts[rows.count] - rows.starts[0]) * (idBytes + 4))
  const ids = idBytes === 2 ? new Uint16Array(rows.features) : rows.features
  const idsAsBytes = bytesOf(ids)
  const valuesAsBytes = bytesOf(rows.values)
  let at = 0
  for (let i = 0; i < rows.count; i += 1) {
    const [from, to] = [rows.starts[i], rows.starts[i + 1]]
    bytes.set(idsAsBytes.subarray(from * idBytes, to * idBytes), at)
    at += (to - from) * idBytes
    bytes.set(valuesAsBytes.subarray(from * 4, to * 4), at)
    at += (to - from) * 4
  }
  return bytes
}
