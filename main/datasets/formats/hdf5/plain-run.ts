/**
 * Finds data sets that lie in their file as one plain run of numbers: those are read without the library, at the disk's speed.
 * The library does not tell where a run begins, but where it reads: the first and the last number show the whole run.
 */

import type { Dtype } from '../../../../contract/records/basics'
import { swapBytes } from '../../../codecs/dtypes'
import { elementsOf } from '../../../maths/shape'
import type { DenseLayout } from '../dense-rows'
import type { Hdf5File } from './hdf5-file'
import type { Listed } from './listing'

/** The run's layout; undefined for data sets in chunks, in the header, or never written. */
export async function plainRun(file: Hdf5File, dataset: Listed): Promise<DenseLayout | undefined> {
  const { shape, width, chunks, bigEndian } = dataset
  const bytes = width * elementsOf(shape)
  if (chunks || bytes <= width) return undefined
  const [first, last] = [shape.map(() => 0), shape.map((size) => size - 1)].map((place) =>
    file.probe(`/${dataset.name}`, place, width)
  )
  const isRun = last.at - first.at === bytes - width && first.at > 0 && first.at + bytes <= file.input.sizeBytes
  const isSame = isRun && (await holds(file, first, dataset)) && (await holds(file, last, dataset))
  if (!isSame) return undefined
  return { file: file.input, dataStart: first.at, dtype: dataset.dtype as Dtype, bigEndian, fortran: false, shape }
}

/** Whether the file holds at this place what the library read there. */
async function holds(
  file: Hdf5File,
  { at, bytes }: { at: number; bytes: Uint8Array },
  { width, bigEndian }: Listed
): Promise<boolean> {
  const own = await file.input.read(at, width)
  if (bigEndian) swapBytes(own, width)
  return own.every((byte, index) => byte === bytes[index])
}
