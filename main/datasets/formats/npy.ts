/** NumPy's .npy files: one array without a name. The header's layout is in main/codecs/npy. */

import { bytesPerElement } from '../../codecs/dtypes'
import { isNpy, npyDataStart, parseNpyHeader } from '../../codecs/npy'
import { elementsOf } from '../../maths/shape'
import { type InputFile, namedError } from '../files/input-file'
import { denseRows } from './dense-rows'
import type { Format, OpenedFile } from './format'

export const npy: Format = { name: 'npy', extensions: ['npy'], recognizes: isNpy, open }

async function open(file: InputFile): Promise<OpenedFile> {
  if (!isNpy(await file.read(0, 6))) {
    throw namedError('malformed', file.path, 'is not a NumPy file, though its name says so', 'Check what it is.')
  }
  const dataStart = npyDataStart(await file.read(0, 12), file.sizeBytes)
  const header = parseNpyHeader(await file.read(0, dataStart), dataStart)
  const elements = elementsOf(header.shape)
  const needed = dataStart + elements * bytesPerElement[header.dtype]
  if (needed > file.sizeBytes) {
    const happened = `is cut off: its header promises ${needed} bytes, it has ${file.sizeBytes}`
    throw namedError('truncated', file.path, happened, 'Copy or download the file again; it was not written to its end.')
  }
  return {
    arrays: [{ name: '', dtype: header.dtype, shape: header.shape }],
    rowsOf: () => denseRows({ file, ...header })
  }
}
