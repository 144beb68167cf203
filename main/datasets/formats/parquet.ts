/** Parquet files as row tables, read by hyparquet one row group and one column at a time. Columns of lists are left out. */
import {
  type AsyncBuffer,
  type FileMetaData,
  type ParquetScan,
  parquetMetadataAsync,
  parquetScan,
  parquetSchema
} from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { type InputFile, namedError } from '../files/input-file'
import { cellFrom } from './cells'
import type { Cell, Format, OpenedFile, TableBlock, TableSource } from './format'

export const parquet: Format = { name: 'parquet', extensions: ['parquet', 'pq'], recognizes, open }

const magic = 'PAR1'

function recognizes(head: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(head.subarray(0, 4)) === magic
}

async function open(file: InputFile): Promise<OpenedFile> {
  await checkEnds(file)
  const buffer = bufferOf(file)
  const scan = await readable(file, async () => parquetScan({ file: buffer, metadata: await metadataOf(buffer), compressors }))
  const rows = scan.ranges.reduce((end, range) => Math.max(end, range.rowEnd), 0)
  if (rows === 0) throw namedError('empty', file.path, 'has no rows', 'Check that it was written to its end.')
  const columns = plainColumns(scan.metadata)
  const table = columns.length > 0 ? { table: tableOf(file, scan, columns, rows) } : {}
  return { arrays: [], rowsOf: () => neverAsked(file), ...table }
}

function metadataOf(buffer: AsyncBuffer): Promise<FileMetaData> {
  return parquetMetadataAsync(buffer)
}

/** The footer lies at the end: a file that begins as parquet and does not end so is cut off. */
async function checkEnds(file: InputFile): Promise<void> {
  const starts = recognizes(await file.read(0, 4))
  const ends = file.sizeBytes > 12 && recognizes(await file.read(file.sizeBytes - 4, 4))
  if (!starts) throw namedError('malformed', file.path, 'is not a Parquet file, though its name says so', 'Check what it is.')
  if (!ends) throw namedError('truncated', file.path, 'is cut off: the end of a Parquet file is missing', 'Copy it again.')
}

function bufferOf(file: InputFile): AsyncBuffer {
  return {
    byteLength: file.sizeBytes,
    slice: async (start, end = file.sizeBytes) => (await file.read(start, end - start)).buffer
  }
}

function plainColumns(metadata: FileMetaData): string[] {
  return parquetSchema(metadata)
    .children.filter((child) => child.children.length === 0 && child.element.repetition_type !== 'REPEATED')
    .map((child) => child.element.name)
}

function tableOf(file: InputFile, scan: ParquetScan, columns: string[], rows: number): TableSource {
  const block = (from: number, to: number): TableBlock => ({
    from,
    rows: to - from,
    column: (name) => readable(file, () => cells(scan, name, from, to))
  })
  return {
    rows,
    columns,
    read: async (from, to) => block(from, to),
    async *blocks() {
      for (const range of scan.ranges) yield block(range.rowStart, range.rowEnd)
    }
  }
}

/** Cells of one column, also over several row groups. */
async function cells(scan: ParquetScan, column: string, from: number, to: number): Promise<Cell[]> {
  const parts: Cell[][] = []
  for (const range of scan.ranges) {
    const start = Math.max(from, range.rowStart)
    const end = Math.min(to, range.rowEnd)
    if (start >= end) continue
    // The whole row group: the scan keeps it, so that the next rows of it cost nothing.
    const group = await scan.readColumn({ column, ...range })
    parts.push(Array.from(group.slice(start - range.rowStart, end - range.rowStart), cellFrom))
  }
  return parts.length === 1 ? parts[0] : parts.flat()
}

/** hyparquet throws plain errors for whatever does not fit: they become `malformed` with the file's name. */
async function readable<T>(file: InputFile, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw namedError('malformed', file.path, `can not be read as Parquet: ${why}`, 'Write the file again.')
  }
}

function neverAsked(file: InputFile): never {
  throw namedError('unsupported', file.path, 'holds no activations', 'Choose it as the row table.')
}
