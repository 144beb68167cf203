/** A Parquet file that is written group by group, and read back the same way. The layout itself is main/codecs/parquet. */
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { LoupeError } from '../../../contract/wire/errors'
import {
  type ParquetCell,
  type ParquetColumn,
  parquetEnd,
  parquetGroup,
  parquetMagic,
  type WrittenGroup
} from '../../codecs/parquet/write'
import { createFileWriter, type FileFacts } from './file-writer'

export interface ParquetWriter {
  /** One row group: the columns in the order of the schema, of equal lengths. */
  write(values: ArrayLike<ParquetCell>[]): Promise<void>
  finish(metadata?: Record<string, string>): Promise<FileFacts>
  abandon(): Promise<void>
}

export async function createParquetWriter(path: string, columns: ParquetColumn[]): Promise<ParquetWriter> {
  const file = await createFileWriter(path)
  const groups: WrittenGroup[] = []
  await file.write(parquetMagic)
  let offset = parquetMagic.length
  return {
    async write(values) {
      if (values[0].length === 0) return
      const { pieces, group } = parquetGroup(columns, values, offset)
      for (const piece of pieces) await file.write(piece)
      offset += group.bytes
      groups.push(group)
    },
    async finish(metadata) {
      await file.write(parquetEnd(columns, groups, metadata))
      return file.finish()
    },
    abandon: () => file.abandon()
  }
}

/**
 * The rows of a file, a group at a time; whole numbers of 64 bits become numbers, JSON what it stands for.
 * Throws not-found, and malformed with the file for what is not Parquet.
 */
export async function* readParquetRows(path: string): AsyncGenerator<Record<string, unknown>> {
  const file = await asyncBufferFromFile(path)
  const metadata = await parquetMetadataAsync(file).catch((cause) => {
    throw malformed(path, cause)
  })
  let rowStart = 0
  for (const { num_rows } of metadata.row_groups) {
    const rowEnd = rowStart + Number(num_rows)
    const rows = await parquetReadObjects({ file, metadata, rowStart, rowEnd, parsers }).catch((cause) => {
      throw malformed(path, cause)
    })
    for (const row of rows) yield plainRow(row)
    rowStart = rowEnd
  }
}

/** Texts as they are: the library's own decoder takes a byte order mark from their beginning. */
const parsers = { stringFromBytes: (bytes: Uint8Array) => bytes && Buffer.from(bytes).toString('utf8') }

function malformed(path: string, cause: unknown): LoupeError {
  return new LoupeError('malformed', `${path} is not a Parquet file that Loupe has written.`, {
    hint: 'The file was changed or cut off: export again.',
    place: path,
    cause
  })
}

function plainRow(row: Record<string, unknown>): Record<string, unknown> {
  const cells = Object.entries(row).map(([name, cell]) => [name, typeof cell === 'bigint' ? Number(cell) : (cell ?? null)])
  return Object.fromEntries(cells)
}
