/**
 * Arrow IPC files (Feather V2) and streams. Vectors are read from their place in the file, without the rest of their batch:
 * a batch may be hundreds of megabytes, and a library for Arrow would hold all of it.
 */
import { type InputFile, namedError } from '../../files/input-file'
import { openedColumns } from '../columns/opened'
import type { Format, OpenedFile, OpenOptions } from '../format'
import { ArrowBatches } from './batches'
import { arrowColumns } from './columns'
import { arrowPart, isArrowFile } from './parts'

export const arrow: Format = { name: 'Arrow', extensions: ['arrow', 'feather', 'ipc', 'arrows'], recognizes, open }

/** A file begins with its magic; a stream with a word of ones, and the length of a message that is padded to 8 bytes. */
function recognizes(head: Uint8Array, sizeBytes: number): boolean {
  if (isArrowFile(head)) return true
  if (head.length < 8) return false
  const view = new DataView(head.buffer, head.byteOffset)
  const length = view.getInt32(4, true)
  return view.getUint32(0, true) === 0xffffffff && length > 0 && length % 8 === 0 && length <= sizeBytes
}

async function open(file: InputFile, o: OpenOptions): Promise<OpenedFile> {
  return openArrow([file], o)
}

/** Opens files of one schema as one, row after row. Throws truncated, malformed, unsupported, empty, wrong-shape, cancelled. */
export async function openArrow(files: InputFile[], { signal }: OpenOptions): Promise<OpenedFile> {
  const parts = []
  for (const file of files) parts.push(await arrowPart(file, signal))
  const batches = new ArrowBatches(parts)
  if (batches.rows === 0) throw namedError('empty', files[0].path, 'has no rows', 'Check that it was written to its end.')
  const opened = openedColumns(await arrowColumns(batches, signal))
  return { ...opened, close: async () => batches.close() }
}
