/**
 * HDF5 files: every data set of numbers is an array under its path (`layer0/acts`), lists beside it are the row table.
 * Read by the HDF5 library itself; links to other files and data kept in other files are not followed.
 */

import { chooseArray } from '../array-choice'
import { type InputFile, namedError } from '../files/input-file'
import type { ArrayEntry, Format, OpenedFile, OpenOptions } from './format'
import { Hdf5File } from './hdf5/hdf5-file'
import { type Listed, type Listing, listHdf5 } from './hdf5/listing'
import { hdf5Rows } from './hdf5/rows'
import { hdf5Table } from './hdf5/table'

export const hdf5: Format = { name: 'hdf5', extensions: ['h5', 'hdf5', 'hdf', 'he5'], recognizes, open }

const signature = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]
/** The signature may come behind a block of the user's own. */
const places = [0, 512, 1024, 2048]

function recognizes(head: Uint8Array): boolean {
  return places.some((place) => signature.every((byte, index) => head[place + index] === byte))
}

async function open(input: InputFile, o: OpenOptions): Promise<OpenedFile> {
  if (!recognizes(await input.read(0, 4096))) {
    throw namedError('malformed', input.path, 'is not an HDF5 file, though its name says so', 'Check what it is.')
  }
  const file = await Hdf5File.open(input)
  try {
    return opened(file, listHdf5(file, o.signal), o)
  } catch (thrown) {
    file.close()
    throw thrown
  }
}

function opened(file: Hdf5File, { datasets, leftOut }: Listing, o: OpenOptions): OpenedFile {
  const numbers = datasets.filter(({ dtype, shape }) => dtype !== 'text' && shape.length > 0)
  const reason = leftOut.get(o.array ?? '') ?? (datasets.length === 0 ? leftOut.values().next().value : undefined)
  if (reason) throw reason
  const arrays = numbers.map(({ name, dtype, shape }) => ({ name, dtype, shape }) as ArrayEntry)
  const table = hdf5Table(file, datasets, activationsIn(arrays, o.array))
  return {
    arrays,
    rowsOf: ({ name }) => hdf5Rows(file, numbers.find((dataset) => dataset.name === name) as Listed),
    ...(table ? { table } : {}),
    close: async () => file.close()
  }
}

function activationsIn(arrays: ArrayEntry[], wanted: string | undefined): ArrayEntry | undefined {
  try {
    return chooseArray(arrays, wanted, '')
  } catch {
    // What can not be activations has no say in how long the table is.
    return undefined
  }
}
