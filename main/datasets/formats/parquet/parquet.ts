/** Parquet files: columns of lists are activations, the others the row table. Footer and pages are read by hyparquet. */
import { type AsyncBuffer, type FileMetaData, parquetMetadataAsync } from 'hyparquet'
import { type InputFile, namedError } from '../../files/input-file'
import { openedColumns } from '../columns/opened'
import type { Format, OpenedFile, OpenOptions } from '../format'
import { parquetColumns } from './columns'
import { readable } from './groups'

export const parquet: Format = { name: 'parquet', extensions: ['parquet', 'pq'], recognizes, open }

const magic = 'PAR1'

function recognizes(head: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(head.subarray(0, 4)) === magic
}

async function open(file: InputFile, { signal }: OpenOptions): Promise<OpenedFile> {
  await checkEnds(file)
  const metadata = await readable(file, () => metadataOf(file))
  return openedColumns(await readable(file, () => parquetColumns(file, metadata, signal)))
}

function metadataOf(file: InputFile): Promise<FileMetaData> {
  return parquetMetadataAsync(bufferOf(file), { geoparquet: false })
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
